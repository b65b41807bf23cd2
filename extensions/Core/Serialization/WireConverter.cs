using System;
using Newtonsoft.Json;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Lets <c>JsonConvert</c> read and write a type in its form on the wire, by the rules of the client.</summary>
/// <typeparam name="T">The type, or the base of the types.</typeparam>
public abstract class WireConverter<T> : JsonConverter
    where T : class
{
    /// <summary>Creates a converter.</summary>
    protected WireConverter() { }

    /// <summary>Reads a value.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="type">The type that was asked for.</param>
    protected abstract T? ReadFrom(JsonReader reader, Type type);

    /// <summary>Writes a value.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="value">The value.</param>
    protected abstract void WriteTo(JsonWriter writer, T value);

    /// <inheritdoc />
    public sealed override bool CanConvert(Type objectType) => typeof(T).IsAssignableFrom(objectType);

    /// <inheritdoc />
    public sealed override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer)
    {
        if (reader is null)
        {
            throw new ArgumentNullException(nameof(reader));
        }

        if (reader.TokenType == JsonToken.Null)
        {
            return null;
        }

        var dateParsing = reader.DateParseHandling;
        reader.DateParseHandling = DateParseHandling.None;
        try
        {
            return ReadFrom(reader, objectType);
        }
        catch (WebhookFormatException exception)
        {
            throw new JsonSerializationException(exception.Message, exception);
        }
        finally
        {
            reader.DateParseHandling = dateParsing;
        }
    }

    /// <inheritdoc />
    public sealed override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (writer is null)
        {
            throw new ArgumentNullException(nameof(writer));
        }

        if (value is T known)
        {
            WriteTo(writer, known);
        }
        else
        {
            writer.WriteNull();
        }
    }
}
