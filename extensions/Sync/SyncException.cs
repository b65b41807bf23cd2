namespace ClickFunnels.Sync;

/// <summary>An export, a sync or an import cannot go on. What was stored before stays, and a new run continues there.</summary>
/// <remarks>Failures of calls are <see cref="Core.ApiException" />s.</remarks>
public class SyncException : Exception
{
    /// <summary>Creates an exception.</summary>
    /// <param name="message">The problem and its fix, without data of records.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public SyncException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}

/// <summary>The storage of a sink failed.</summary>
/// <param name="message">The problem and its fix, without data of records.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class SyncSinkException(string message, Exception? innerException = null) : SyncException(message, innerException);

/// <summary>The state in the sink is not the expected one: another run of the workspace has taken over, or one is in progress.</summary>
/// <param name="message">The problem and its fix.</param>
/// <param name="innerException">The cause; null for none.</param>
public sealed class SyncConflictException(string message, Exception? innerException = null) : SyncException(message, innerException);
