using System;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>Lets <c>JsonConvert</c> read and write ids: a numeric id is a number, a public id a string, and the empty id null.</summary>
public sealed class ResourceIdConverter : JsonConverter
{
    /// <inheritdoc />
    public override bool CanConvert(Type objectType) => objectType == typeof(ResourceId) || objectType == typeof(ResourceId?);

    /// <inheritdoc />
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
        reader.TokenType switch
        {
            // Without the cast, null would become the empty id by way of a text.
            JsonToken.Null => objectType == typeof(ResourceId?) ? (object?)null : default(ResourceId),
            JsonToken.Integer when reader.Value is long and > 0 and var id => new ResourceId(id),
            JsonToken.String when IsPublicId((string)reader.Value!) => new ResourceId((string)reader.Value!),
            _ => throw new JsonSerializationException(Unreadable),
        };

    /// <inheritdoc />
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        switch (value)
        {
            case ResourceId { NumericId: { } number }:
                writer.WriteValue(number);
                break;
            case ResourceId { IsEmpty: false } id:
                writer.WriteValue(id.ToString());
                break;
            default:
                writer.WriteNull();
                break;
        }
    }

    internal const string Unreadable = "An id is a number of 1 or more, or a text that is not blank and not . or ...";

    internal static bool IsPublicId(string text) => !((ResourceId)text).IsEmpty;
}
