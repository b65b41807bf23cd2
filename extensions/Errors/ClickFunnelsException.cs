using System;

namespace ClickFunnels;

/// <summary>
/// Base of all failures of a call. Messages name the operation and the status, never data: what the service wrote is on
/// properties, as it may be personal.
/// </summary>
public abstract class ClickFunnelsException : Exception
{
    private protected ClickFunnelsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Whether the same call may well succeed later, as after a rate limit or a failure of the network.</summary>
    public virtual bool IsTransient => false;
}
