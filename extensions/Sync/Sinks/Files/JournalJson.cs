using System.Globalization;
using System.Text;
using Newtonsoft.Json;

namespace ClickFunnels.Sync.Files;

/// <summary>Keeps unpaired surrogates in texts, which the reader of Newtonsoft.Json replaces: they have an escape of their own.</summary>
internal static class JournalJson
{
    public static JsonWriter Writer(TextWriter text) => new EscapingWriter(text);

    public static JsonReader Reader(TextReader text) => new UnescapingReader(text);

    private static string? Escape(string? text)
    {
        if (text is null || !(text.Contains('\\', StringComparison.Ordinal) || !StorableJson.IsWellFormed(text)))
        {
            return text;
        }

        return StorableJson.EscapeLoneSurrogates(text.Replace(@"\", @"\\", StringComparison.Ordinal));
    }

    private static string? Unescape(string? text)
    {
        if (text is null || !text.Contains('\\', StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] != '\\')
            {
                result.Append(text[index]);
            }
            else if (index + 1 < text.Length && text[index + 1] == '\\')
            {
                result.Append('\\');
                index++;
            }
            else if (
                index + 5 < text.Length
                && ushort.TryParse(text.AsSpan(index + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            )
            {
                result.Append((char)code);
                index += 5;
            }
            else
            {
                throw new JsonReaderException("An escape is incomplete.");
            }
        }

        return result.ToString();
    }

    private sealed class EscapingWriter(TextWriter text) : JsonTextWriter(text)
    {
        public override void WriteValue(string? value) => base.WriteValue(Escape(value));

        public override void WritePropertyName(string name) => base.WritePropertyName(Escape(name)!);

        public override void WritePropertyName(string name, bool escape) => base.WritePropertyName(Escape(name)!, escape: true);
    }

    // The base class returns texts by Value, too.
    private sealed class UnescapingReader(TextReader text) : JsonTextReader(text)
    {
        public override object? Value => base.Value is string value ? Unescape(value) : base.Value;
    }
}
