using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Computes, reads and compares signatures of deliveries: an HMAC in lower-case hexadecimal digits.</summary>
public static class HmacSignature
{
    // SHA512.
    private const int MaximumLength = 64;

    /// <summary>Writes the HMAC of a prefix and a body. The whole body is never copied.</summary>
    /// <param name="algorithm">The hash algorithm, such as SHA256.</param>
    /// <param name="key">The key.</param>
    /// <param name="prefix">ASCII text that is signed before the body; may be empty.</param>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="hash">Receives the HMAC; its length is that of the algorithm.</param>
    public static void Compute(HashAlgorithmName algorithm, byte[] key, string prefix, ReadOnlySpan<byte> body, Span<byte> hash)
    {
        using var hmac = IncrementalHash.CreateHMAC(algorithm, key);
        if (!string.IsNullOrEmpty(prefix))
        {
            hmac.AppendData(Encoding.ASCII.GetBytes(prefix));
        }

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

    /// <summary>Returns the index of the key that signed a body, or -1. Signatures are compared in constant time.</summary>
    /// <param name="algorithm">The hash algorithm, such as SHA256.</param>
    /// <param name="keys">The keys, such as the current one and the previous one.</param>
    /// <param name="prefix">ASCII text that is signed before the body; may be empty.</param>
    /// <param name="body">The raw bytes of the body.</param>
    /// <param name="signature">The signature; its length is that of the algorithm.</param>
    public static int IndexOfKey(
        HashAlgorithmName algorithm,
        IReadOnlyList<byte[]> keys,
        string prefix,
        ReadOnlySpan<byte> body,
        ReadOnlySpan<byte> signature
    )
    {
        if (keys is null)
        {
            throw new ArgumentNullException(nameof(keys));
        }

        Span<byte> expected = stackalloc byte[MaximumLength];
        expected = expected.Slice(0, signature.Length);
        for (var index = 0; index < keys.Count; index++)
        {
            Compute(algorithm, keys[index], prefix, body, expected);
            if (AreEqual(expected, signature))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Reads a signature. Returns false unless it is exactly two lower-case hexadecimal digits for each byte.</summary>
    /// <param name="signature">The text.</param>
    /// <param name="hash">Receives the bytes.</param>
    public static bool TryParse(string? signature, Span<byte> hash)
    {
        if (signature is null || signature.Length != 2 * hash.Length)
        {
            return false;
        }

        for (var index = 0; index < hash.Length; index++)
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

    /// <summary>Compares two hashes in constant time. Their lengths are public.</summary>
    /// <param name="one">One hash.</param>
    /// <param name="other">Another hash.</param>
    public static bool AreEqual(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
#if NETSTANDARD2_0
        if (one.Length != other.Length)
        {
            return false;
        }

        var difference = 0;
        for (var index = 0; index < one.Length; index++)
        {
            difference |= one[index] ^ other[index];
        }

        return difference == 0;
#else
        return CryptographicOperations.FixedTimeEquals(one, other);
#endif
    }

    /// <summary>Writes a hash in lower-case hexadecimal digits.</summary>
    /// <param name="hash">The hash.</param>
    public static string ToText(ReadOnlySpan<byte> hash)
    {
        const string Digits = "0123456789abcdef";
        var text = new char[2 * hash.Length];
        for (var index = 0; index < hash.Length; index++)
        {
            text[2 * index] = Digits[hash[index] >> 4];
            text[(2 * index) + 1] = Digits[hash[index] & 15];
        }

        return new string(text);
    }

    private static int Digit(char digit) =>
        digit switch
        {
            >= '0' and <= '9' => digit - '0',
            >= 'a' and <= 'f' => digit - 'a' + 10,
            _ => -1,
        };
}
