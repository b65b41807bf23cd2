using System;
using System.Diagnostics;

namespace ClickFunnels.OAuth;

/// <summary>
/// One attempt of a customer to connect: the address to send the browser to, and what has to be kept until it comes back, in a
/// place that belongs to this browser, such as an encrypted cookie.
/// </summary>
[DebuggerDisplay("OAuthAuthorization")]
public sealed class OAuthAuthorization
{
    internal OAuthAuthorization(Uri url, string state, string codeVerifier)
    {
        Url = url;
        State = state;
        CodeVerifier = codeVerifier;
    }

    /// <summary>Where to send the browser.</summary>
    public Uri Url { get; }

    /// <summary>Comes back with the browser; a callback with another one was not started by this browser.</summary>
    public string State { get; }

    /// <summary>Proves, when the code is exchanged, that it was you who asked for it (PKCE). Secret.</summary>
    public string CodeVerifier { get; }

    /// <summary>Returns the name of the type; never the secrets.</summary>
    public override string ToString() => nameof(OAuthAuthorization);
}
