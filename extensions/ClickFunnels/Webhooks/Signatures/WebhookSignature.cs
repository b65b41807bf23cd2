using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClickFunnels.Webhooks;

/// <summary>
/// The signature of a delivery: HMAC-SHA256 of <c>{timestamp}.{raw body}</c>, in lower-case hexadecimal digits. The key is the
/// secret of the endpoint, as text. Source: vendor guide, webhooks, 2025-11.
/// </summary>
public static class WebhookSignature
{
    /// <summary>Length of a signature in hexadecimal digits.</summary>
    internal const int Length = 64;

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
        Compute(Encoding.UTF8.GetBytes(secret), seconds, body, hash);
        return new SignedWebhook(ToHexadecimal(hash), seconds);
    }

    /// <summary>Writes the hash of timestamp, dot and body. The whole body is never copied.</summary>
    internal static void Compute(byte[] key, string timestamp, ReadOnlySpan<byte> body, Span<byte> hash)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hmac.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
#if NETSTANDARD2_0
        var chunk = System.Buffers.ArrayPool<byte>.Shared.Rent(4096);
        try
        {
            while (body.Length > 0)
            {
                var count = Math.Min(body.Length, chunk.Length);
                body.Slice(0, count).CopyTo(chunk);
                hmac.AppendData(chunk, 0, count);
                body = body.Slice(count);
            }
        }
        finally
        {
            System.Buffers.ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        }

        hmac.GetHashAndReset().CopyTo(hash);
#else
        hmac.AppendData(body);
        hmac.GetHashAndReset(hash);
#endif
    }

    /// <summary>Reads a signature. Returns false unless it is exactly 64 lower-case hexadecimal digits.</summary>
    internal static bool TryParse(string signature, Span<byte> hash)
    {
        if (signature.Length != Length)
        {
            return false;
        }

        for (var index = 0; index < HashLength; index++)
        {
            var high = Digit(signature[2 * index]);
            var low = Digit(signature[(2 * index) + 1]);
            if ((high | low) < 0)
            {
                return false;
            }

            hash[index] = (byte)((high << 4) | low);
        }

        return true;
    }

    /// <summary>Compares two hashes in constant time.</summary>
    internal static bool AreEqual(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
#if NETSTANDARD2_0
        var difference = 0;
        for (var index = 0; index < HashLength; index++)
        {
            difference |= one[index] ^ other[index];
        }

        return difference == 0;
#else
        return CryptographicOperations.FixedTimeEquals(one, other);
#endif
    }

    private static int Digit(char digit) =>
        digit switch
        {
            >= '0' and <= '9' => digit - '0',
            >= 'a' and <= 'f' => digit - 'a' + 10,
            _ => -1,
        };

    private static string ToHexadecimal(byte[] hash)
    {
        const string Digits = "0123456789abcdef";
        var text = new char[Length];
        for (var index = 0; index < hash.Length; index++)
        {
            text[2 * index] = Digits[hash[index] >> 4];
            text[(2 * index) + 1] = Digits[hash[index] & 15];
        }

        return new string(text);
    }
}

/// <summary>The two header values of a signed delivery.</summary>
/// <param name="Signature">Value of <see cref="WebhookHeaders.Signature" />.</param>
/// <param name="Timestamp">Value of <see cref="WebhookHeaders.Timestamp" />.</param>
public readonly record struct SignedWebhook(string Signature, string Timestamp);
