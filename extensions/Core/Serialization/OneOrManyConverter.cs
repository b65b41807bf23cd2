using System;
using System.Collections.Generic;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>Lets <c>JsonConvert</c> read and write one text as a string, and several as an array.</summary>
public sealed class OneOrManyConverter : JsonConverter
{
    /// <inheritdoc />
    public override bool CanConvert(Type objectType) => objectType == typeof(OneOrMany);

    /// <inheritdoc />
    public override object? ReadJson(JsonReader reader, Type objectType, object? existingValue, JsonSerializer serializer) => Read(reader);

    /// <inheritdoc />
    public override void WriteJson(JsonWriter writer, object? value, JsonSerializer serializer)
    {
        if (value is OneOrMany texts)
        {
            Write(writer, texts);
        }
        else
        {
            writer.WriteNull();
        }
    }

    internal static OneOrMany? Read(JsonReader reader)
    {
        if (reader.TokenType == JsonToken.Null)
        {
            return null;
        }

        if (reader.TokenType != JsonToken.StartArray)
        {
            return new OneOrMany(Text(reader));
        }

        var texts = new List<string>();
        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            texts.Add(Text(reader));
        }

        return new OneOrMany(texts);
    }

    internal static void Write(JsonWriter writer, OneOrMany texts)
    {
        if (!texts.IsMany)
        {
            writer.WriteValue(texts[0]);
            return;
        }

        writer.WriteStartArray();
        foreach (var text in texts.Values)
        {
            writer.WriteValue(text);
        }

        writer.WriteEndArray();
    }

    private static string Text(JsonReader reader) =>
        Model.TryGetText(reader, out var text) && text is not null
            ? text
            : throw new JsonSerializationException($"A text or a list of texts was expected, but there is {reader.TokenType}.");
}
