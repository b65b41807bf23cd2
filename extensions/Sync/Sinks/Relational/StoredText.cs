using System.Globalization;
using System.Text;

namespace ClickFunnels.Sync;

/// <summary>
/// Text of names and of the state as it is stored. Characters that a database refuses are written as escapes: U+0000 and U+0001 as U+0001
/// and the next character, and UTF-16 units from U+D800 on as U+E000 and four hexadecimal digits.
/// </summary>
internal static class StoredText
{
    private const char LowEscape = '\u0001';
    private const char HighEscape = '\uE000';

    /// <summary>Escapes the characters that not every database takes.</summary>
    public static string Encode(string text) => Encode(text, ordered: false);

    /// <summary>Escapes so that the order of the UTF-8 bytes of the results is the ordinal order of the texts.</summary>
    public static string EncodeOrdered(string text) => Encode(text, ordered: true);

    /// <summary>Returns the text that was encoded.</summary>
    public static string Decode(string stored)
    {
        if (stored.AsSpan().IndexOfAny(LowEscape, HighEscape) < 0)
        {
            return stored;
        }

        var text = new StringBuilder(stored.Length);
        for (var index = 0; index < stored.Length; index++)
        {
            if (stored[index] == LowEscape && index + 1 < stored.Length)
            {
                text.Append((char)(stored[++index] - 1));
            }
            else if (
                stored[index] == HighEscape
                && index + 4 < stored.Length
                && ushort.TryParse(stored.AsSpan(index + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            )
            {
                text.Append((char)unit);
                index += 4;
            }
            else
            {
                text.Append(stored[index]);
            }
        }

        return text.ToString();
    }

    private static string Encode(string text, bool ordered)
    {
        if (text.AsSpan().IndexOfAnyInRange('\0', LowEscape) < 0 && text.AsSpan().IndexOfAnyInRange('\uD800', '\uFFFF') < 0)
        {
            return text;
        }

        var stored = new StringBuilder(text.Length + 8);
        for (var index = 0; index < text.Length; index++)
        {
            var unit = text[index];
            if (unit <= LowEscape)
            {
                stored.Append(LowEscape).Append((char)(unit + 1));
            }
            else if (unit == HighEscape || (ordered ? unit >= '\uD800' : StorableJson.IsLoneSurrogate(text, index)))
            {
                stored.Append(HighEscape).Append(((int)unit).ToString("X4", CultureInfo.InvariantCulture));
            }
            else
            {
                stored.Append(unit);
            }
        }

        return stored.ToString();
    }
}
