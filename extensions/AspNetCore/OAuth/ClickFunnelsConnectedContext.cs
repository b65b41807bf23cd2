using System.Diagnostics;
using ClickFunnels.OAuth;
using Microsoft.AspNetCore.Http;

namespace ClickFunnels.AspNetCore;

/// <summary>An account that was just connected.</summary>
[DebuggerDisplay("ClickFunnelsConnectedContext")]
public sealed class ClickFunnelsConnectedContext
{
    /// <summary>Creates a context; for tests of code that receives one.</summary>
    /// <param name="httpContext">The request of the callback.</param>
    /// <param name="token">The granted token.</param>
    /// <param name="returnUrl">The address that the browser is sent to next.</param>
    public ClickFunnelsConnectedContext(HttpContext httpContext, OAuthToken token, string returnUrl)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(returnUrl);
        HttpContext = httpContext;
        Token = token;
        ReturnUrl = returnUrl;
    }

    /// <summary>The request of the callback, with the user who is signed in to your application and its services.</summary>
    public HttpContext HttpContext { get; }

    /// <summary>What the customer granted. Secret.</summary>
    public OAuthToken Token { get; }

    /// <summary>Where the browser is sent next. Another one that you set is taken as it is.</summary>
    public string ReturnUrl { get; set; }

    /// <summary>True after <see cref="HandleResponse" />: there is no redirect.</summary>
    public bool IsHandled { get; private set; }

    /// <summary>Says that you wrote the answer yourself, so that there is no redirect.</summary>
    public void HandleResponse() => IsHandled = true;
}
