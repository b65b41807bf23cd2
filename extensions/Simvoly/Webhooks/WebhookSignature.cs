using System;
using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Core.Infrastructure;

namespace Simvoly.Webhooks;

/// <summary>
/// The signature of a delivery: HMAC-SHA512 of the raw body, in lower-case hexadecimal digits. The key is the secret of the webhook, as
/// text. Source: observed in receivers of other people.
/// </summary>
public static class WebhookSignature
{
    internal const int HashLength = 64;

    /// <summary>Signs a body like the service, for tests of a receiver.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="secret">The secret of the webhook.</param>
    /// <returns>The value of <see cref="WebhookHeaders.Signature" />.</returns>
    /// <exception cref="ArgumentException">The secret is empty.</exception>
    public static string Sign(ReadOnlySpan<byte> body, string secret)
    {
        if (string.IsNullOrEmpty(secret))
        {
            throw new ArgumentException("The secret is empty.", nameof(secret));
        }

        var hash = new byte[HashLength];
        HmacSignature.Compute(HashAlgorithmName.SHA512, Encoding.UTF8.GetBytes(secret), string.Empty, body, hash);
        return HmacSignature.ToText(hash);
    }
}
