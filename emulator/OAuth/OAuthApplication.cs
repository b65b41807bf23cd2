using System.Diagnostics;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator;

/// <summary>An application that can connect accounts with OAuth, as the developer portal would register it.</summary>
/// <param name="clientId">Its client id.</param>
[DebuggerDisplay("OAuthApplication {ClientId}")]
public sealed class OAuthApplication(string clientId)
{
    /// <summary>Client id.</summary>
    public string ClientId { get; } = clientId;

    /// <summary>Client secret; null for a public client, which cannot keep one and must use PKCE.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Name that the page of consent shows.</summary>
    public string Name { get; set; } = "Test application";

    /// <summary>
    /// Addresses to which a browser may return, compared exactly; only the port of an http address on loopback may differ if the client is
    /// public (RFC 8252). A public client may also register a scheme of its own, such as <c>com.example.app:/callback</c>. If there are
    /// none, any http address on loopback is accepted.
    /// </summary>
    public IList<string> RedirectUris { get; } = [];

    internal bool IsPublic => ClientSecret is null;

    /// <summary>Returns the client id; never the secret.</summary>
    public override string ToString() => $"{nameof(OAuthApplication)} {ClientId}";

    /// <summary>Generates a secret.</summary>
    internal static string NewSecret(GeneratedValues generated) => generated.Hex(64);

    internal static OAuthApplication Generate(GeneratedValues generated) =>
        new("emulator-application") { ClientSecret = NewSecret(generated) };

    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(ClientId) || ClientSecret is { Length: 0 })
        {
            throw new ArgumentException("An OAuth application needs a client id, and a secret that is not empty or none.");
        }

        if (
            RedirectUris.FirstOrDefault(uri =>
                !Uri.TryCreate(uri, UriKind.Absolute, out var address)
                || !(address.Scheme is "http" or "https" || (IsPublic && address.Scheme.Contains('.', StringComparison.Ordinal)))
                || address.Fragment.Length > 0
            ) is
            { } wrong
        )
        {
            throw new ArgumentException(
                $"The redirect URI {wrong} of {ClientId} must be an absolute http(s) address without a fragment; a public client may also "
                    + "use a scheme with a dot, such as com.example.app:/callback."
            );
        }
    }

    [Behavior("The redirect URI must equal the registered one exactly", Evidence.Documented, "vendor guide, OAuth, 2025-11")]
    [Behavior(
        "A public client may return to any port of a loopback address that it registered",
        Evidence.Assumed,
        "RFC 8252 and RFC 9700 demand it; the vendor's program registers three ports"
    )]
    internal bool Allows(string redirectUri) =>
        RedirectUris.Count > 0
            ? RedirectUris.Any(registered => registered == redirectUri || (IsPublic && WithoutPort(registered, redirectUri)))
            : Loopback(redirectUri) is not null;

    private static bool WithoutPort(string registered, string sent) =>
        Loopback(registered) is { } one && Loopback(sent) is { } other && (one.Host, one.PathAndQuery) == (other.Host, other.PathAndQuery);

    private static Uri? Loopback(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "http", IsLoopback: true, UserInfo: "" }
        && !text.Contains('#', StringComparison.Ordinal)
            ? address
            : null;
}
