using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace ClickFunnels.Emulator.OAuth;

/// <summary>PKCE with S256 (RFC 7636).</summary>
internal static class ProofKey
{
    // The base64url form of 32 bytes.
    private const int ChallengeLength = 43;

    public static bool IsChallenge(string text) =>
        text.Length == ChallengeLength && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    /// <summary>Returns true if the verifier belongs to the challenge, or if there is neither.</summary>
    public static bool IsVerified(string? challenge, string? verifier)
    {
        if (challenge is null || verifier is null)
        {
            return challenge is null && verifier is null;
        }

        return verifier.Length is >= 43 and <= 128
            && verifier.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '_' or '~')
            && CryptographicOperations.FixedTimeEquals(
                Encoding.ASCII.GetBytes(WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))),
                Encoding.ASCII.GetBytes(challenge)
            );
    }
}
