using System;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>Lets <c>JsonConvert</c> read and write public ids: a text, and null for the empty id.</summary>
public sealed class PublicIdConverter : JsonConverter
{
    internal const string Unreadable = "A public id is a text that is not blank.";

    /// <inheritdoc />
    public override bool CanConvert(Type objectType) => objectType == typeof(PublicId) || objectType == typeof(PublicId?);

    /// <inheritdoc />
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
        reader.TokenType switch
        {
            JsonToken.Null => objectType == typeof(PublicId?) ? (object?)null : default(PublicId),
            JsonToken.String when !string.IsNullOrWhiteSpace((string)reader.Value!) => new PublicId((string)reader.Value!),
            _ => throw new JsonSerializationException(Unreadable),
        };

    /// <inheritdoc />
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (writer is null)
        {
            throw new ArgumentNullException(nameof(writer));
        }

        writer.WriteValue(value is PublicId { Value.Length: > 0 } id ? id.Value : null);
    }
}
