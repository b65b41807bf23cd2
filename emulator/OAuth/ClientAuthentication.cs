using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ClickFunnels.Emulator.OAuth;

/// <summary>Finds the application that sends a request to the token or revocation endpoint, and checks its secret.</summary>
internal static class ClientAuthentication
{
    private const string Scheme = "Basic ";

    /// <exception cref="OAuthProblem">The application is unknown, or does not authenticate as it must.</exception>
    [Behavior(
        "A confidential client sends its secret, in the body or with Basic authentication; a public one sends only its client id",
        Evidence.Documented,
        "published conformance notes, 2026-08: none, client_secret_post, client_secret_basic; details are assumed from RFC 6749"
    )]
    public static OAuthApplication Identify(IReadOnlyList<OAuthApplication> applications, string header, OAuthParameters sent)
    {
        var basic = Basic(header);
        if (basic is not null && sent["client_secret"] is not null)
        {
            throw new OAuthProblem("invalid_request", "The client authenticates twice: send the Authorization header or client_secret.");
        }

        if (basic is { } named && sent["client_id"] is { } id && id != named.Id)
        {
            throw new OAuthProblem("invalid_request", "client_id is not the client of the Authorization header.");
        }

        var application = applications.FirstOrDefault(one => one.ClientId == (basic?.Id ?? sent["client_id"]));
        var isKnown = application switch
        {
            null => false,
            { ClientSecret: { } secret } => AreEqual(secret, basic?.Secret ?? sent["client_secret"] ?? ""),
            // A client without a secret cannot authenticate, not even with an empty secret: the code verifier is its proof.
            _ => basic is null && sent["client_secret"] is null,
        };
        return isKnown ? application! : throw Refused("The client is unknown, or its authentication is wrong.");
    }

    // RFC 6749 2.3.1: both parts are encoded like form values.
    private static (string Id, string Secret)? Basic(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var bytes = new byte[header.Length];
        return
            Convert.TryFromBase64String(header[Scheme.Length..].Trim(), bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var id, var secret]
            ? (WebUtility.UrlDecode(id), WebUtility.UrlDecode(secret))
            : throw Refused("The Authorization header cannot be read.");
    }

    private static OAuthProblem Refused(string description) => new("invalid_client", description, 401);

    /// <summary>Compares two secrets in constant time.</summary>
    public static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(one)),
            SHA256.HashData(Encoding.UTF8.GetBytes(other))
        );
}
