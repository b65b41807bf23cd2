using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ClickFunnels.Sync.Files;

/// <summary>JSON as text. In contrast to the serializers it keeps unpaired surrogates, as escapes.</summary>
internal static class JsonText
{
    private const int MaxDepth = 100_000;

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

    public static bool HasUnpairedSurrogate(ReadOnlySpan<char> text) => IndexOfUnpairedSurrogate(text) >= 0;

    /// <summary>Returns the JSON with escapes in place of unpaired surrogates, which UTF-8 cannot represent.</summary>
    public static string EscapeSurrogates(string json)
    {
        var next = IndexOfUnpairedSurrogate(json);
        if (next < 0)
        {
            return json;
        }

        var result = new StringBuilder();
        var rest = json.AsSpan();
        for (; next >= 0; next = IndexOfUnpairedSurrogate(rest))
        {
            result.Append(rest[..next]).Append(Escape(rest[next]));
            rest = rest[(next + 1)..];
        }

        return result.Append(rest).ToString();
    }

    /// <summary>Returns the JSON on one line, with all digits of its numbers; null if the text is not JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isObject">True if only an object will do.</param>
    public static string? Compact(string text, bool isObject = false)
    {
        text = EscapeSurrogates(text);
        if (!IsJson(text, isObject))
        {
            return null;
        }

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

    public static bool IsJson(string text, bool isObject = false)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        try
        {
            var length = Encoding.UTF8.GetBytes(text, bytes);
            var reader = new Utf8JsonReader(bytes.AsSpan(0, length), new JsonReaderOptions { MaxDepth = MaxDepth });
            var isRight = reader.Read() && (!isObject || reader.TokenType == JsonTokenType.StartObject);
            while (reader.Read()) { }

            return isRight;
        }
        catch (JsonException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static string Escape(char letter) => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");

    private static int IndexOfUnpairedSurrogate(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (text[start..].IndexOfAnyInRange('\ud800', '\udfff') is >= 0 and var next)
        {
            start += next;
            if (start + 1 < text.Length && char.IsSurrogatePair(text[start], text[start + 1]))
            {
                start += 2;
                continue;
            }

            return start;
        }

        return -1;
    }
}
