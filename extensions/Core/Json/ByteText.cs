using System;

namespace ClickFunnels.Core;

/// <summary>Compares UTF-8 bytes with strings without creating a string.</summary>
internal static class ByteText
{
    /// <summary>Returns a cheap non-cryptographic hash over the length and a few 8-byte blocks.</summary>
    public static uint GetSampledHash(byte[] bytes, int start, int length)
    {
        var hash = (ulong)length;
        if (length < sizeof(ulong))
        {
            for (var index = start; index < start + length; index++)
            {
                hash = (hash << 8) ^ bytes[index];
            }
        }
        else
        {
            var last = length - sizeof(ulong);
            hash = Mix(hash, bytes, start);
            hash = Mix(hash, bytes, start + last);
            if (last > 2 * sizeof(ulong))
            {
                hash = Mix(hash, bytes, start + (last / 4));
                hash = Mix(hash, bytes, start + (last / 2));
                hash = Mix(hash, bytes, start + (last / 4 * 3));
            }
        }

        return (uint)((hash * 0x9E3779B97F4A7C15) >> 40);
    }

    /// <summary>Returns true when the bytes spell the text. Texts beyond ASCII never match, because their lengths differ.</summary>
    public static bool EqualsAscii(string text, byte[] bytes, int start, int length)
    {
        if (text.Length != length)
        {
            return false;
        }

#if NET
        return System.Text.Ascii.Equals(bytes.AsSpan(start, length), text);
#else
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != bytes[start + index])
            {
                return false;
            }
        }

        return true;
#endif
    }

    private static ulong Mix(ulong hash, byte[] bytes, int start) =>
        ((hash << 31) | (hash >> 33)) * 0x9E3779B97F4A7C15 ^ BitConverter.ToUInt64(bytes, start);
}
