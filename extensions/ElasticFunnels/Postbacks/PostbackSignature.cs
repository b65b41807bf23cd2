using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Core.Infrastructure;

namespace ElasticFunnels;

/// <summary>
/// The signature of a postback: <c>sha256=</c> and the HMAC-SHA256 of <c>{timestamp}.{raw body}</c> in lower-case hexadecimal digits. The
/// key is the signing secret of the merchant, as text. Source: published documentation of postbacks.
/// </summary>
public static class PostbackSignature
{
    internal const int HashLength = 32;

    private const string Prefix = "sha256=";

    /// <summary>Signs a body like the service, for tests of a receiver.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="secret">The signing secret of the merchant.</param>
    /// <param name="timestamp">Time of the signature, in whole seconds.</param>
    /// <returns>The values of the two headers.</returns>
    /// <exception cref="ArgumentException">The secret is empty.</exception>
    public static SignedPostback Sign(ReadOnlySpan<byte> body, string secret, DateTimeOffset timestamp)
    {
        if (string.IsNullOrEmpty(secret))
        {
            throw new ArgumentException("The secret is empty.", nameof(secret));
        }

        var seconds = timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = new byte[HashLength];
        HmacSignature.Compute(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), seconds + ".", body, hash);
        return new SignedPostback(Prefix + HmacSignature.ToText(hash), seconds);
    }

    internal static bool TryParse(string signature, Span<byte> hash) =>
        signature.StartsWith(Prefix, StringComparison.Ordinal) && HmacSignature.TryParse(signature.Substring(Prefix.Length), hash);
}

/// <summary>The two header values of a signed postback.</summary>
/// <param name="Signature">Value of <see cref="PostbackHeaders.Signature" />.</param>
/// <param name="Timestamp">Value of <see cref="PostbackHeaders.Timestamp" />.</param>
public readonly record struct SignedPostback(string Signature, string Timestamp);
