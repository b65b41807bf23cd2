using System.Text;

namespace ClickFunnels.Core;

/// <summary>Resolves the escapes of JSON texts.</summary>
internal static class JsonEscapes
{
    private const char Replacement = '\uFFFD';

    /// <summary>Returns the unescaped text. Unpaired surrogates are replaced.</summary>
    /// <param name="escaped">A text whose escapes are valid: the reader has checked them.</param>
    public static string Resolve(string escaped)
    {
        var text = new StringBuilder(escaped.Length);
        for (var index = 0; index < escaped.Length; index++)
        {
            if (escaped[index] != '\\')
            {
                text.Append(escaped[index]);
                continue;
            }

            // A text never ends with a single backslash, because its end would not have been found.
            index++;
            switch (escaped[index])
            {
                case '"' or '\\' or '/':
                    text.Append(escaped[index]);
                    break;
                case 'b':
                    text.Append('\b');
                    break;
                case 'f':
                    text.Append('\f');
                    break;
                case 'n':
                    text.Append('\n');
                    break;
                case 'r':
                    text.Append('\r');
                    break;
                case 't':
                    text.Append('\t');
                    break;
                default:
                    text.Append((char)Hexadecimal(escaped, index + 1));
                    index += 4;
                    break;
            }
        }

        ReplaceLoneHalves(text);
        return text.ToString();
    }

    /// <summary>Returns true for a hexadecimal digit.</summary>
    public static bool IsHexadecimal(byte digit) =>
        digit is (>= (byte)'0' and <= (byte)'9') or (>= (byte)'a' and <= (byte)'f') or (>= (byte)'A' and <= (byte)'F');

    private static int Hexadecimal(string text, int start)
    {
        var number = 0;
        for (var index = start; index < start + 4; index++)
        {
            var digit = text[index] <= '9' ? text[index] - '0' : (text[index] | 0x20) - 'a' + 10;
            number = (number * 16) + digit;
        }

        return number;
    }

    private static void ReplaceLoneHalves(StringBuilder text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(text[index]))
            {
                text[index] = Replacement;
            }
        }
    }
}
