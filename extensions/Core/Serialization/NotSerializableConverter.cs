using System;
using Newtonsoft.Json;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>
/// Refuses a type with <c>JsonConvert</c>: it may hold secrets or a connection, or it could not be read back. Without it, the serializer
/// would write whatever its properties return.
/// </summary>
public sealed class NotSerializableConverter : JsonConverter
{
    /// <inheritdoc />
    public override bool CanConvert(Type objectType) => true;

    /// <inheritdoc />
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) =>
        throw Refused(objectType ?? throw new ArgumentNullException(nameof(objectType)));

    /// <inheritdoc />
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is not null)
        {
            throw Refused(value.GetType());
        }

        writer.WriteNull();
    }

    internal static NotSupportedException Refused(Type type) =>
        new(
            $"{type.Name} cannot be written to or read from JSON: it may hold secrets or a connection, or could not be read back. "
                + "Copy the values that you need into a type of your own."
        );
}
