using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ClickFunnels.Sync;

/// <summary>Text and JSON that databases take or refuse.</summary>
internal static class StorableJson
{
    private const int MaxDepth = 100_000;
    private const int PortableDepth = 200;
    private const int PortableDigits = 100;
    private const int PortableExponent = 200;

    /// <summary>Returns true if text has no half of a surrogate pair, which UTF-8 cannot express.</summary>
    public static bool IsWellFormed(string text) => IndexOfLoneSurrogate(text, 0) < 0;

    /// <summary>Returns a JSON string.</summary>
    public static string Quote(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (character is '"' or '\\')
            {
                json.Append('\\').Append(character);
            }
            else if (character < ' ' || IsLoneSurrogate(text, index))
            {
                AppendEscape(json, character);
            }
            else
            {
                json.Append(character);
            }
        }

        return json.Append('"').ToString();
    }

    /// <summary>Returns valid JSON as well-formed text, with halves of surrogate pairs as escapes; null if it is not valid.</summary>
    public static string? Normalize(string json)
    {
        var text = EscapeLoneSurrogates(json);
        return Read(text, static (ref _, _) => true) ? text : null;
    }

    /// <summary>Returns true if databases that read JSON, such as PostgreSQL, take it.</summary>
    public static bool IsPortable(string json) =>
        IsWellFormed(json)
        && !HasRefusedEscape(json)
        && Read(
            json,
            static (ref reader, depth) =>
                depth <= PortableDepth && (reader.TokenType != JsonTokenType.Number || IsPortableNumber(reader.ValueSpan))
        );

    private delegate bool TokenCheck(ref Utf8JsonReader reader, int depth);

    private static bool Read(string json, TokenCheck check)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(json.Length));
        try
        {
            var reader = new Utf8JsonReader(
                bytes.AsSpan(0, Encoding.UTF8.GetBytes(json, bytes)),
                new JsonReaderOptions { MaxDepth = MaxDepth }
            );
            while (reader.Read())
            {
                if (!check(ref reader, reader.CurrentDepth))
                {
                    return false;
                }
            }

            return true;
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

    private static bool IsPortableNumber(ReadOnlySpan<byte> number)
    {
        if (number.Length > PortableDigits)
        {
            return false;
        }

        var exponent = number.IndexOfAny((byte)'e', (byte)'E');
        return exponent < 0
            || int.TryParse(number[(exponent + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && Math.Abs(value) <= PortableExponent;
    }

    // Backslashes occur in strings only, so the tokens do not matter.
    private static bool HasRefusedEscape(string json)
    {
        for (var index = json.IndexOf('\\', StringComparison.Ordinal); index >= 0; index = json.IndexOf('\\', index))
        {
            if (Escaped(json, index) is not { } unit)
            {
                index += 2;
            }
            else if (char.IsHighSurrogate(unit) && Escaped(json, index + 6) is { } low && char.IsLowSurrogate(low))
            {
                index += 12;
            }
            else if (unit == '\0' || char.IsSurrogate(unit))
            {
                return true;
            }
            else
            {
                index += 6;
            }

            if (index >= json.Length)
            {
                return false;
            }
        }

        return false;
    }

    private static char? Escaped(string json, int index) =>
        index + 6 <= json.Length
        && json[index] == '\\'
        && json[index + 1] == 'u'
        && ushort.TryParse(json.AsSpan(index + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit)
            ? (char)unit
            : null;

    /// <summary>Returns text with escapes of JSON in place of halves of surrogate pairs.</summary>
    public static string EscapeLoneSurrogates(string text)
    {
        var index = IndexOfLoneSurrogate(text, 0);
        if (index < 0)
        {
            return text;
        }

        var escaped = new StringBuilder();
        var start = 0;
        for (; index >= 0; index = IndexOfLoneSurrogate(text, start))
        {
            AppendEscape(escaped.Append(text, start, index - start), text[index]);
            start = index + 1;
        }

        return escaped.Append(text, start, text.Length - start).ToString();
    }

    private static int IndexOfLoneSurrogate(string text, int start)
    {
        while (start < text.Length)
        {
            var found = text.AsSpan(start).IndexOfAnyInRange('\uD800', '\uDFFF');
            if (found < 0)
            {
                return -1;
            }

            start += found;
            if (IsLoneSurrogate(text, start))
            {
                return start;
            }

            start += 2;
        }

        return -1;
    }

    /// <summary>Returns true if the character is half of a surrogate pair, and the other half is not beside it.</summary>
    public static bool IsLoneSurrogate(string text, int index) =>
        char.IsHighSurrogate(text[index])
            ? index + 1 == text.Length || !char.IsLowSurrogate(text[index + 1])
            : char.IsLowSurrogate(text[index]) && (index == 0 || !char.IsHighSurrogate(text[index - 1]));

    private static void AppendEscape(StringBuilder text, char unit) => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)unit:x4}");
}
