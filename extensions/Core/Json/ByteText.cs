using System;

namespace ClickFunnels.Core;

/// <summary>Finds the string of a UTF-8 text without making it.</summary>
internal static class ByteText
{
    /// <summary>A number that equal texts share and others rarely do, from the length and a few places of the text.</summary>
    public static uint Mark(byte[] bytes, int start, int length)
    {
        var mark = (ulong)length;
        if (length < sizeof(ulong))
        {
            for (var index = start; index < start + length; index++)
            {
                mark = (mark << 8) ^ bytes[index];
            }
        }
        else
        {
            var last = length - sizeof(ulong);
            mark = Mix(mark, bytes, start);
            mark = Mix(mark, bytes, start + last);
            if (last > 2 * sizeof(ulong))
            {
                mark = Mix(mark, bytes, start + (last / 4));
                mark = Mix(mark, bytes, start + (last / 2));
                mark = Mix(mark, bytes, start + (last / 4 * 3));
            }
        }

        return (uint)((mark * 0x9E3779B97F4A7C15) >> 40);
    }

    /// <summary>Whether the bytes spell the text. Only ASCII is recognised: of any other text the lengths differ.</summary>
    public static bool Same(string text, byte[] bytes, int start, int length)
    {
        if (text.Length != length)
        {
            return false;
        }

        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != bytes[start + index])
            {
                return false;
            }
        }

        return true;
    }

    private static ulong Mix(ulong mark, byte[] bytes, int start) => ((mark << 31) | (mark >> 33)) * 0x9E3779B97F4A7C15 ^ BitConverter.ToUInt64(bytes, start);
}
