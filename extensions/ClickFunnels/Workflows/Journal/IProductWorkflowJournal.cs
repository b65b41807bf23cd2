using System;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>
/// Where a <see cref="ProductWorkflow" /> keeps what it is about to create and what it has created, so that it can go on
/// after a failure. The content is one JSON text of ids, step names and digests: no token, and no personal data.
/// </summary>
/// <remarks>
/// Implement it over any store that keeps a text: a row, a blob. One journal belongs to one plan in one workspace. A write
/// has to be durable when it returns, and replaces the former text as a whole.
/// </remarks>
public interface IProductWorkflowJournal
{
    /// <summary>Claims the journal for one run, so that no other run creates the same things at the same time.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The claim, which is disposed at the end of the run.</returns>
    /// <exception cref="ProductWorkflowJournalException">Another run holds the journal.</exception>
    Task<IDisposable> ClaimAsync(CancellationToken cancellationToken);

    /// <summary>Returns the text that was written last; null when there is none yet.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<string?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Replaces the text.</summary>
    /// <param name="text">The new text.</param>
    /// <param name="cancellationToken">Cancels the call. Never cancelled where the text holds the id of a record that was just created.</param>
    Task WriteAsync(string text, CancellationToken cancellationToken);
}
