using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ClickFunnels.Cli.Output;

/// <summary>
/// Writes JSON as it was read: numbers keep their digits, and fields their order. Characters that could change what a terminal shows are
/// escaped, which does not change the value.
/// </summary>
internal static class RecordText
{
    private const int Indentation = 2;

    /// <summary>Writes a value on one line.</summary>
    public static void AppendCompact(StringBuilder text, JsonElement value) => Append(text, value, null);

    /// <summary>Writes a value on several lines.</summary>
    /// <param name="text">The builder to append to.</param>
    /// <param name="value">The value.</param>
    /// <param name="depth">The number of levels around the value.</param>
    public static void AppendIndented(StringBuilder text, JsonElement value, int depth) => Append(text, value, depth);

    /// <summary>Returns a value on one line.</summary>
    public static string Compact(JsonElement value)
    {
        var text = new StringBuilder();
        AppendCompact(text, value);
        return text.ToString();
    }

    /// <summary>Returns the text of a string. An unpaired surrogate, which UTF-8 cannot have, becomes U+FFFD.</summary>
    public static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException) when (value.ValueKind == JsonValueKind.String)
        {
            return WithoutSurrogates(value.GetRawText()[1..^1]);
        }
    }

    /// <summary>Writes the name of a field in quotes.</summary>
    public static void AppendName(StringBuilder text, JsonProperty property) =>
        AppendEscaped(text.Append('"'), Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8PropertyName(property))).Append('"');

    /// <summary>Writes a text in quotes.</summary>
    public static void AppendText(StringBuilder text, string value) =>
        AppendEscaped(text.Append('"'), JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).Value).Append('"');

    /// <summary>True if a character may be written as it is.</summary>
    public static bool IsPlain(char character) =>
        character is >= ' ' and <= '~'
        || char.GetUnicodeCategory(character)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.OtherNotAssigned
            );

    /// <summary>Returns the escape of a character in JSON and YAML.</summary>
    public static string Escape(char character) => $"\\u{(int)character:x4}";

    private static void Append(StringBuilder text, JsonElement value, int? depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                AppendObject(text, value, depth);
                break;
            case JsonValueKind.Array:
                AppendArray(text, value, depth);
                break;
            case JsonValueKind.String:
                AppendEscaped(text, value.GetRawText());
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    private static void AppendObject(StringBuilder text, JsonElement value, int? depth)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var property in value.EnumerateObject())
        {
            Separate(text, isFirst, depth + 1);
            AppendName(text, property);
            text.Append(depth is null ? ":" : ": ");
            Append(text, property.Value, depth + 1);
            isFirst = false;
        }

        Close(text, '}', isFirst, depth);
    }

    private static void AppendArray(StringBuilder text, JsonElement value, int? depth)
    {
        text.Append('[');
        var isFirst = true;
        foreach (var item in value.EnumerateArray())
        {
            Separate(text, isFirst, depth + 1);
            Append(text, item, depth + 1);
            isFirst = false;
        }

        Close(text, ']', isFirst, depth);
    }

    private static void Separate(StringBuilder text, bool isFirst, int? depth)
    {
        text.Append(isFirst ? "" : ",");
        if (depth is { } levels)
        {
            text.Append('\n').Append(' ', levels * Indentation);
        }
    }

    private static void Close(StringBuilder text, char bracket, bool isEmpty, int? depth)
    {
        if (!isEmpty && depth is { } levels)
        {
            text.Append('\n').Append(' ', levels * Indentation);
        }

        text.Append(bracket);
    }

    // The text is valid JSON, so that only characters beyond ASCII and U+007F need a look.
    private static StringBuilder AppendEscaped(StringBuilder text, string json)
    {
        foreach (var character in json)
        {
            if (IsPlain(character))
            {
                text.Append(character);
            }
            else
            {
                text.Append(Escape(character));
            }
        }

        return text;
    }

    private static string WithoutSurrogates(string json)
    {
        var safe = System.Text.RegularExpressions.Regex.Replace(
            json,
            @"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\.",
            static match => match.Value.Length is 6 ? "\\ufffd" : match.Value
        );
        using var document = JsonDocument.Parse($"\"{safe}\"");
        return document.RootElement.GetString()!;
    }
}
