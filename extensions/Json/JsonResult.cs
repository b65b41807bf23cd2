using System;
using System.Collections.Generic;
using Newtonsoft.Json;

namespace ClickFunnels;

/// <summary>Reads the body of an answer: one record or an array of them, bare or below the key of an envelope.</summary>
internal static class JsonResult
{
    public static T ReadModel<T>(byte[] body, int length, string? envelope = null)
        where T : Model, new()
    {
        using var reader = Open(body, length);
        Expect(reader, JsonToken.StartObject, envelope);
        var model = new T();
        model.ReadFrom(reader);
        return model;
    }

    public static IReadOnlyList<T> ReadList<T>(byte[] body, int length, string? envelope = null)
        where T : Model, new()
    {
        using var reader = Open(body, length);
        Expect(reader, JsonToken.StartArray, envelope);
        var items = new List<T>(20);
        while (reader.Read() && reader.TokenType == JsonToken.StartObject)
        {
            var item = new T();
            item.ReadFrom(reader);
            items.Add(item);
        }

        if (reader.TokenType != JsonToken.EndArray)
        {
            throw new JsonReaderException($"A list of objects was expected, but in it stands {reader.TokenType}.");
        }

        return items;
    }

    public static JsonReader Open(byte[] body, int length) => new JsonBytesReader(body, length);

    private static void Expect(JsonReader reader, JsonToken token, string? envelope)
    {
        if (envelope is not null)
        {
            Enter(reader, envelope);
        }

        if (!reader.Read())
        {
            throw new JsonReaderException("The body is empty.");
        }

        if (reader.TokenType != token)
        {
            throw new JsonReaderException($"{token} was expected, but here stands {reader.TokenType}.");
        }
    }

    /// <summary>Stands before the value of the envelope; what else the object holds is passed over.</summary>
    private static void Enter(JsonReader reader, string envelope)
    {
        Expect(reader, JsonToken.StartObject, null);
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            if (envelope.Equals((string?)reader.Value, StringComparison.Ordinal))
            {
                return;
            }

            reader.Skip();
        }

        throw new JsonReaderException("The envelope of the answer is missing.");
    }
}
