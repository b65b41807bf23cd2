using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

namespace ClickFunnels.Workflows;

/// <summary>
/// Stores what a <see cref="ProductWorkflow" /> is about to create and what it has created, so that it can continue after a failure.
/// The content is one JSON text of ids, step names and digests, without a token and without personal data.
/// </summary>
/// <remarks>
/// Implement it with any store for text, such as a row or a blob. One journal belongs to one plan in one workspace. A write must be
/// durable when it returns, and replaces the whole text. The text must be stored unchanged: it contains a checksum, and a store that
/// reformats JSON makes it unreadable.
/// </remarks>
public interface IProductWorkflowJournal
{
    /// <summary>Claims the journal for one run, so that no other run creates the same things at the same time.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The claim, which is disposed at the end of the run.</returns>
    /// <exception cref="ProductWorkflowJournalException">Another run holds the journal.</exception>
    Task<IAsyncDisposable> ClaimAsync(CancellationToken cancellationToken);

    /// <summary>Returns the last written text; null if there is none yet.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<string?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the text.</summary>
    /// <param name="text">The new text.</param>
    /// <param name="cancellationToken">Cancels the call. The workflow never cancels a write that contains the id of a new record.</param>
    Task WriteAsync(string text, CancellationToken cancellationToken);
}

/// <summary>
/// The journal cannot be used: it is damaged, belongs to another plan or workspace, is held by another run, or cannot be read or written.
/// </summary>
public sealed class ProductWorkflowJournalException : ApiException
{
    /// <summary>Creates an exception, for journals of your own.</summary>
    /// <param name="message">What is wrong and how to fix it, without personal data.</param>
    /// <param name="innerException">The cause, if there is one.</param>
    public ProductWorkflowJournalException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
