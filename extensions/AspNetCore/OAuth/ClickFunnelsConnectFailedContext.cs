using System.Diagnostics;
using ClickFunnels.OAuth;
using Microsoft.AspNetCore.Http;

namespace ClickFunnels.AspNetCore;

/// <summary>An account that was not connected.</summary>
[DebuggerDisplay("ClickFunnelsConnectFailedContext {Reason}")]
public sealed class ClickFunnelsConnectFailedContext
{
    /// <summary>Creates a context; for tests of code that receives one.</summary>
    /// <param name="httpContext">The request.</param>
    /// <param name="reason">The reason of the failure.</param>
    /// <param name="exception">The error of the service or the customer; null when there is none.</param>
    public ClickFunnelsConnectFailedContext(HttpContext httpContext, ClickFunnelsConnectFailure reason, OAuthException? exception = null)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        HttpContext = httpContext;
        Reason = reason;
        Exception = exception;
    }

    /// <summary>The request, to answer it.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>Why it failed.</summary>
    public ClickFunnelsConnectFailure Reason { get; }

    /// <summary>
    /// What the service or the customer answered; null when it came to neither. Its description can be written by anybody, so
    /// never show it unescaped.
    /// </summary>
    public OAuthException? Exception { get; }
}
