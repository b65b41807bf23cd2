using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>
/// Lets System.Text.Json read and write ids, also as keys: a numeric id is a number, a public id a string, and the empty id null.
/// </summary>
public sealed class ResourceIdJsonConverter : JsonConverter<ResourceId>
{
    /// <inheritdoc />
    public override bool HandleNull => true;

    /// <inheritdoc />
    public override ResourceId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => default,
            JsonTokenType.Number when reader.TryGetInt64(out var number) && number > 0 => new ResourceId(number),
            JsonTokenType.String when reader.GetString() is { } text && ResourceIdConverter.IsPublicId(text) => new ResourceId(text),
            _ => throw new JsonException(ResourceIdConverter.Unreadable),
        };

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, ResourceId value, JsonSerializerOptions options)
    {
        if (writer is null)
        {
            throw new ArgumentNullException(nameof(writer));
        }

        if (value.NumericId is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(value.IsEmpty ? null : value.ToString());
        }
    }

    /// <inheritdoc />
    public override ResourceId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        ResourceId.TryParse(reader.GetString(), out var id) ? id : throw new JsonException(ResourceIdConverter.Unreadable);

    /// <inheritdoc />
    public override void WriteAsPropertyName(Utf8JsonWriter writer, ResourceId value, JsonSerializerOptions options) =>
        (writer ?? throw new ArgumentNullException(nameof(writer))).WritePropertyName(value.ToString());
}
