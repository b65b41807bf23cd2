using System;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>Lets <c>JsonConvert</c> read and write the open string enumerations; unknown values are kept.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class OpenEnumerationConverter<T> : JsonConverter
    where T : struct, IOpenEnumeration<T>
{
    /// <inheritdoc />
    public override bool CanConvert(Type objectType) => objectType == typeof(T) || objectType == typeof(T?);

    /// <inheritdoc />
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
        reader.TokenType switch
        {
            JsonToken.String => default(T).WithValue((string)reader.Value!),
            JsonToken.Null => objectType == typeof(T?) ? null : default(T),
            _ => throw new JsonSerializationException($"A {typeof(T).Name} is a JSON string, but the value is {reader.TokenType}."),
        };

    /// <inheritdoc />
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer) =>
        writer.WriteValue((value as IOpenEnumeration<T>)?.Value);
}
