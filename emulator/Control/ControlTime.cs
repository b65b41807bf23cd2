using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClickFunnels.Emulator.Control;

/// <summary>Points in time as RFC 3339. One without an offset would mean another time on each machine, and is refused.</summary>
internal sealed class ControlTime : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) && HasOffset(reader.GetString()!)
            ? time.ToUniversalTime()
            : throw new JsonException("Expected a time such as 2026-01-31T12:00:00Z.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

    private static bool HasOffset(string text) => text[^1] == 'Z' || (text.Length > 6 && text[^6] is '+' or '-' && text.Contains('T'));
}
