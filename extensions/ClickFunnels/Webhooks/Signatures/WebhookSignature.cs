using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Webhooks;

/// <summary>
/// The signature of a delivery: HMAC-SHA256 of <c>{timestamp}.{raw body}</c>, in lower-case hexadecimal digits. The key is the
/// secret of the endpoint, as text. Source: vendor guide, webhooks, 2025-11.
/// </summary>
public static class WebhookSignature
{
    internal const int HashLength = 32;

    /// <summary>Signs a body like the service, for tests of a receiver.</summary>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="secret">The secret of the endpoint.</param>
    /// <param name="timestamp">Time of the signature, in whole seconds.</param>
    /// <returns>The values of the two headers.</returns>
    /// <exception cref="ArgumentException">The secret is empty.</exception>
    public static SignedWebhook Sign(ReadOnlySpan<byte> body, string secret, DateTimeOffset timestamp)
    {
        if (string.IsNullOrEmpty(secret))
        {
            throw new ArgumentException("The secret is empty.", nameof(secret));
        }

        var seconds = timestamp.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var hash = new byte[HashLength];
        HmacSignature.Compute(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), seconds + ".", body, hash);
        return new SignedWebhook(HmacSignature.ToText(hash), seconds);
    }
}

/// <summary>The two header values of a signed delivery.</summary>
/// <param name="Signature">Value of <see cref="WebhookHeaders.Signature" />.</param>
/// <param name="Timestamp">Value of <see cref="WebhookHeaders.Timestamp" />.</param>
public readonly record struct SignedWebhook(string Signature, string Timestamp);
