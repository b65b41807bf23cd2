using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Lets System.Text.Json read and write the open string enumerations, also as keys; unknown values are kept.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class OpenEnumerationJsonConverter<T> : JsonConverter<T>
    where T : struct, IOpenEnumeration<T>
{
    /// <inheritdoc />
    public override bool HandleNull => true;

    /// <inheritdoc />
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.String => default(T).WithValue(reader.GetString()!),
            JsonTokenType.Null => default,
            _ => throw new JsonException($"A {typeof(T).Name} is a JSON string, but the value is {reader.TokenType}."),
        };

    /// <inheritdoc />
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        (writer ?? throw new ArgumentNullException(nameof(writer))).WriteStringValue(value.Value);

    /// <inheritdoc />
    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        default(T).WithValue(reader.GetString()!);

    /// <inheritdoc />
    public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        (writer ?? throw new ArgumentNullException(nameof(writer))).WritePropertyName(value.Value ?? string.Empty);
}
