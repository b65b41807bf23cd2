using System.Diagnostics;
using ClickFunnels.OAuth;
using Microsoft.AspNetCore.Http;

namespace ClickFunnels.AspNetCore;

/// <summary>An account that was just connected.</summary>
[DebuggerDisplay("ClickFunnelsConnectedContext")]
public sealed class ClickFunnelsConnectedContext
{
    internal ClickFunnelsConnectedContext(HttpContext httpContext, OAuthToken token, string returnUrl)
    {
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

    internal bool IsHandled { get; private set; }

    /// <summary>Says that you wrote the answer yourself, so that there is no redirect.</summary>
    public void HandleResponse() => IsHandled = true;
}
