using System.Buffers;
using System.Globalization;
using System.Text;

namespace ClickFunnels.Sync.Files;

/// <summary>JSON as text on one line. In contrast to the serializers it keeps unpaired surrogates, as escapes.</summary>
internal static class FileJson
{
    // Besides what JSON asks for, the characters at which some readers of lines break a line.
    private static readonly SearchValues<char> Special = SearchValues.Create([
        .. Enumerable.Range(0, 32).Select(static code => (char)code),
        '"',
        '\\',
        .. Enumerable.Range(0x7f, 0x21).Select(static code => (char)code),
        '\u2028',
        '\u2029',
        .. Enumerable.Range(0xd800, 0x800).Select(static code => (char)code),
    ]);

    private static readonly SearchValues<char> Spaces = SearchValues.Create(" \t\r\n\u0085\u2028\u2029");

    /// <summary>Returns the time as ISO 8601 in UTC, with all of its digits.</summary>
    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static void WriteString(TextWriter writer, string text)
    {
        writer.Write('"');
        var rest = text.AsSpan();
        while (rest.IndexOfAny(Special) is >= 0 and var next)
        {
            writer.Write(rest[..next]);
            rest = rest[next..];
            if (rest.Length > 1 && char.IsSurrogatePair(rest[0], rest[1]))
            {
                writer.Write(rest[..2]);
                rest = rest[2..];
                continue;
            }

            if (rest[0] is '"' or '\\')
            {
                writer.Write('\\');
                writer.Write(rest[0]);
            }
            else
            {
                writer.Write(Escape(rest[0]));
            }

            rest = rest[1..];
        }

        writer.Write(rest);
        writer.Write('"');
    }

    /// <summary>Returns valid JSON on one line, with all digits of its numbers.</summary>
    public static string Compact(string json)
    {
        var text = StorableJson.EscapeLoneSurrogates(json);
        if (text.AsSpan().IndexOfAny(Spaces) < 0)
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var isInString = false;
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if (isInString && letter == '\\')
            {
                result.Append(letter).Append(text[++index]);
                continue;
            }

            isInString ^= letter == '"';
            if (letter is '\u0085' or '\u2028' or '\u2029')
            {
                result.Append(Escape(letter));
            }
            else if (isInString || letter is not (' ' or '\t' or '\r' or '\n'))
            {
                result.Append(letter);
            }
        }

        return result.ToString();
    }

    private static string Escape(char letter) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
}
