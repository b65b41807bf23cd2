using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ClickFunnels.Sync.Files;

/// <summary>The JSON of a line of the journal. Every line is ASCII.</summary>
internal static class JournalJson
{
    private static readonly JsonTypeInfo<FileJournalEntry> Entry = CreateEntry();

    /// <summary>Writes a line.</summary>
    public static byte[] Write(FileJournalEntry entry) => JsonSerializer.SerializeToUtf8Bytes(entry, Entry);

    /// <summary>Reads a line.</summary>
    /// <exception cref="JsonException">The line is not an entry.</exception>
    public static FileJournalEntry? Read(ReadOnlySpan<byte> line) => JsonSerializer.Deserialize(line, Entry);

    private static JsonTypeInfo<FileJournalEntry> CreateEntry()
    {
        var options = new JsonSerializerOptions
        {
            Converters = { new JournalText(), new JsonStringEnumConverter<SyncColumnType>() },
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = 16,
            RespectNullableAnnotations = true,
            TypeInfoResolver = FileJournalTypes.Default.WithAddedModifier(LeaveOutEmpty),
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        };
        return (JsonTypeInfo<FileJournalEntry>)options.GetTypeInfo(typeof(FileJournalEntry));
    }

    private static void LeaveOutEmpty(JsonTypeInfo type)
    {
        if (type.Type == typeof(FileJournalEntry))
        {
            foreach (var property in type.Properties.Where(static one => one.PropertyType.IsAssignableTo(typeof(IDictionary))))
            {
                property.ShouldSerialize = static (_, value) => value is IDictionary { Count: > 0 };
            }
        }
    }

    /// <summary>Keeps unpaired surrogates in texts and names, which are not valid in JSON: they have an escape of their own.</summary>
    private sealed class JournalText : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Unescape(reader.GetString());

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Escape(value));

        public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Unescape(reader.GetString())!;

        public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
            writer.WritePropertyName(Escape(value));

        private static string Escape(string text) =>
            text.Contains('\\', StringComparison.Ordinal) || !StorableJson.IsWellFormed(text)
                ? StorableJson.EscapeLoneSurrogates(text.Replace(@"\", @"\\", StringComparison.Ordinal))
                : text;

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
                    && ushort.TryParse(
                        text.AsSpan(index + 2, 4),
                        NumberStyles.AllowHexSpecifier,
                        CultureInfo.InvariantCulture,
                        out var code
                    )
                )
                {
                    result.Append((char)code);
                    index += 5;
                }
                else
                {
                    throw new JsonException("An escape is incomplete.");
                }
            }

            return result.ToString();
        }
    }
}

/// <summary>The types of the journal, without reflection.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(FileJournalEntry))]
internal sealed partial class FileJournalTypes : JsonSerializerContext;
