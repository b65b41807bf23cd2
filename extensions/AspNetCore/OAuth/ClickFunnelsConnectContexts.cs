using System.Diagnostics;
using ClickFunnels.Core.Infrastructure;
using ClickFunnels.OAuth;
using Microsoft.AspNetCore.Http;

namespace ClickFunnels.AspNetCore;

/// <summary>The context of <see cref="ClickFunnelsConnectOptions.OnConnected" />: an account that was just connected.</summary>
[DebuggerDisplay("ClickFunnelsConnectedContext")]
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ClickFunnelsConnectedContext
{
    /// <summary>Creates a context. Use it to test code that receives one.</summary>
    /// <param name="httpContext">The callback request.</param>
    /// <param name="token">The granted token.</param>
    /// <param name="returnUrl">The address that the browser is redirected to.</param>
    public ClickFunnelsConnectedContext(HttpContext httpContext, OAuthToken token, string returnUrl)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(returnUrl);
        HttpContext = httpContext;
        Token = token;
        ReturnUrl = returnUrl;
    }

    /// <summary>The callback request, with the user who is signed in to your application and the request services.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>The token that the customer granted. Treat it as a secret.</summary>
    public OAuthToken Token { get; }

    /// <summary>Gets or sets the address that the browser is redirected to. An address that you set is not validated.</summary>
    public string ReturnUrl { get; set; }

    /// <summary>True after <see cref="HandleResponse" /> was called: the browser is not redirected.</summary>
    public bool IsHandled { get; private set; }

    /// <summary>Suppresses the redirect, because you have written the response yourself.</summary>
    public void HandleResponse() => IsHandled = true;
}

/// <summary>The context of <see cref="ClickFunnelsConnectOptions.OnFailed" />: an account that could not be connected.</summary>
[DebuggerDisplay("ClickFunnelsConnectFailedContext {Reason}")]
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ClickFunnelsConnectFailedContext
{
    /// <summary>Creates a context. Use it to test code that receives one.</summary>
    /// <param name="httpContext">The request.</param>
    /// <param name="reason">The reason for the failure.</param>
    /// <param name="exception">The error that the service or the customer returned; null if there is none.</param>
    public ClickFunnelsConnectFailedContext(HttpContext httpContext, ClickFunnelsConnectFailure reason, OAuthException? exception = null)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        HttpContext = httpContext;
        Reason = reason;
        Exception = exception;
    }

    /// <summary>The request. Write your error page to its response.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>The reason for the failure.</summary>
    public ClickFunnelsConnectFailure Reason { get; }

    /// <summary>
    /// The error that the service or the customer returned; null if there is none. Anyone can forge its description: encode it
    /// before you show it.
    /// </summary>
    public OAuthException? Exception { get; }
}

/// <summary>The reasons why an account could not be connected.</summary>
public enum ClickFunnelsConnectFailure
{
    /// <summary>The customer denied access.</summary>
    AccessDenied,

    /// <summary>
    /// The callback does not match an attempt of this browser: the cookie is missing or expired, or it has another state or belongs
    /// to another user. The customer must start again.
    /// </summary>
    UnknownAttempt,

    /// <summary>The service rejected the request, for example because the code was already used. The exception has the reason.</summary>
    Refused,

    /// <summary>The service did not respond, or it failed. Try again later.</summary>
    Unavailable,

    /// <summary>The <c>returnUrl</c> of the start page is not a path of this application.</summary>
    ReturnUrlRefused,
}
