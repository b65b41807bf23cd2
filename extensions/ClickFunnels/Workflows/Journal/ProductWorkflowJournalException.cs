using System;
using ClickFunnels.Core;

namespace ClickFunnels.Workflows;

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
