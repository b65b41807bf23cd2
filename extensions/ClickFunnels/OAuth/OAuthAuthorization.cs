using System;
using System.Diagnostics;

namespace ClickFunnels.OAuth;

/// <summary>
/// One attempt to connect a customer: the address to send the browser to, and the values to keep until the callback. Keep them where
/// only this browser finds them, such as in an encrypted cookie.
/// </summary>
[DebuggerDisplay("OAuthAuthorization")]
public sealed class OAuthAuthorization
{
    /// <summary>Creates an authorization; for tests of code that receives one.</summary>
    /// <param name="url">The address to send the browser to.</param>
    /// <param name="state">The state.</param>
    /// <param name="codeVerifier">The PKCE verifier.</param>
    public OAuthAuthorization(Uri url, string state, string codeVerifier)
    {
        Url = url ?? throw new ArgumentNullException(nameof(url));
        State = state ?? throw new ArgumentNullException(nameof(state));
        CodeVerifier = codeVerifier ?? throw new ArgumentNullException(nameof(codeVerifier));
    }

    /// <summary>The address to send the browser to.</summary>
    public Uri Url { get; }

    /// <summary>The state, which comes back with the callback. This browser did not start a callback with another state.</summary>
    public string State { get; }

    /// <summary>The PKCE verifier. It proves, when the code is exchanged, that the request came from you. Secret.</summary>
    public string CodeVerifier { get; }

    /// <summary>Returns the name of the type; never the secrets.</summary>
    public override string ToString() => nameof(OAuthAuthorization);
}
