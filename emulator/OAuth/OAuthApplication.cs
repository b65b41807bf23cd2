using System.Diagnostics;
using System.Security.Cryptography;

namespace ClickFunnels.Emulator;

/// <summary>An application that can connect accounts with OAuth, as the developer portal would register it.</summary>
/// <param name="clientId">Its client id.</param>
[DebuggerDisplay("OAuthApplication {ClientId}")]
public sealed class OAuthApplication(string clientId)
{
    /// <summary>Client id.</summary>
    public string ClientId { get; } = clientId;

    /// <summary>Client secret; null for a public client, which uses only PKCE.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Name that the page of consent shows.</summary>
    public string Name { get; set; } = "Test application";

    /// <summary>
    /// Addresses to which a browser may return, compared exactly. If there are none, any http address on loopback is accepted.
    /// </summary>
    public IList<string> RedirectUris { get; } = [];

    /// <summary>Returns the client id; never the secret.</summary>
    public override string ToString() => $"{nameof(OAuthApplication)} {ClientId}";

    /// <summary>Generates a random secret.</summary>
    internal static string NewSecret() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    internal static OAuthApplication Generate() => new("emulator-application") { ClientSecret = NewSecret() };

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(ClientId) || ClientSecret is { Length: 0 })
        {
            throw new ArgumentException("An OAuth application needs a client id, and a secret that is not empty or none.");
        }

        if (
            RedirectUris.FirstOrDefault(uri =>
                !Uri.TryCreate(uri, UriKind.Absolute, out var address)
                || address.Scheme is not ("http" or "https")
                || address.Fragment.Length > 0
            ) is
            { } wrong
        )
        {
            throw new ArgumentException($"The redirect URI {wrong} of {ClientId} must be an absolute http(s) address without a fragment.");
        }
    }

    [Behavior("The redirect URI must equal the registered one exactly", Evidence.Documented, "vendor guide, OAuth, 2025-11")]
    internal bool Allows(string redirectUri) =>
        RedirectUris.Count > 0
            ? RedirectUris.Contains(redirectUri)
            : Uri.TryCreate(redirectUri, UriKind.Absolute, out var address)
                && address is { Scheme: "http", IsLoopback: true, UserInfo: "" }
                && address.Fragment.Length == 0;
}
