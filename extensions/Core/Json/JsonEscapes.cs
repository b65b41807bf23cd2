using System.Text;

namespace ClickFunnels.Core;

/// <summary>Resolves the escapes of JSON texts.</summary>
internal static class JsonEscapes
{
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// Returns the text that is meant; halves of characters that lack the other half are replaced. Null when an escape is unknown.
    /// </summary>
    public static string? Resolve(string escaped)
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
                case 'u' when index + 4 < escaped.Length && Hexadecimal(escaped, index + 1) is >= 0 and var code:
                    text.Append((char)code);
                    index += 4;
                    break;
                default:
                    return null;
            }
        }

        ReplaceLoneHalves(text);
        return text.ToString();
    }

    private static int Hexadecimal(string text, int start)
    {
        var number = 0;
        for (var index = start; index < start + 4; index++)
        {
            var digit = text[index] switch
            {
                >= '0' and <= '9' and var character => character - '0',
                >= 'a' and <= 'f' and var character => character - 'a' + 10,
                >= 'A' and <= 'F' and var character => character - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
            {
                return -1;
            }

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
