using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Lets System.Text.Json read and write public ids, also as keys: a text, and null for the empty id.</summary>
public sealed class PublicIdJsonConverter : JsonConverter<PublicId>
{
    /// <inheritdoc />
    public override bool HandleNull => true;

    /// <inheritdoc />
    public override PublicId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.Null => default,
            JsonTokenType.String => FromText(reader.GetString()),
            _ => throw new JsonException(PublicIdConverter.Unreadable),
        };

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, PublicId value, JsonSerializerOptions options) =>
        (writer ?? throw new ArgumentNullException(nameof(writer))).WriteStringValue(value.Value.Length == 0 ? null : value.Value);

    /// <inheritdoc />
    public override PublicId ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        FromText(reader.GetString());

    /// <inheritdoc />
    public override void WriteAsPropertyName(Utf8JsonWriter writer, PublicId value, JsonSerializerOptions options) =>
        (writer ?? throw new ArgumentNullException(nameof(writer))).WritePropertyName(value.Value);

    private static PublicId FromText(string? text) =>
        string.IsNullOrWhiteSpace(text) ? throw new JsonException(PublicIdConverter.Unreadable) : new PublicId(text);
}
