using System;
using System.Collections.Generic;
using Newtonsoft.Json;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Reads the body of a response: one record or an array of them, bare or below the key of an envelope.</summary>
public static class JsonResult
{
    /// <summary>Reads a record.</summary>
    /// <param name="body">Holds the JSON as UTF-8.</param>
    /// <param name="length">The number of bytes to read.</param>
    /// <param name="envelope">The key that wraps the record; null when it is bare.</param>
    /// <typeparam name="T">The type of the record.</typeparam>
    /// <exception cref="JsonException">The body is not a JSON object.</exception>
    public static T ReadModel<T>(byte[] body, int length, string? envelope = null)
        where T : Model, new()
    {
        using var reader = Open(body, length);
        Expect(reader, JsonToken.StartObject, envelope);
        var model = new T();
        model.ReadFrom(reader);
        return model;
    }

    /// <summary>Reads a list of records.</summary>
    /// <param name="body">Holds the JSON as UTF-8.</param>
    /// <param name="length">The number of bytes to read.</param>
    /// <param name="envelope">The key that wraps the list; null when it is bare.</param>
    /// <typeparam name="T">The type of a record.</typeparam>
    /// <exception cref="JsonException">The body is not a JSON array of objects.</exception>
    public static IReadOnlyList<T> ReadList<T>(byte[] body, int length, string? envelope = null)
        where T : Model, new()
    {
        using var reader = Open(body, length);
        Expect(reader, JsonToken.StartArray, envelope);
        return ReadItems<T>(reader);
    }

    /// <summary>Returns a reader of UTF-8 JSON that keeps dates as text.</summary>
    /// <param name="body">Holds the JSON as UTF-8.</param>
    /// <param name="length">The number of bytes to read.</param>
    public static JsonReader Open(byte[] body, int length) => new JsonBytesReader(body, length);

    /// <summary>Reads the records of an array that the reader has just entered.</summary>
    internal static IReadOnlyList<T> ReadItems<T>(JsonReader reader)
        where T : Model, new()
    {
        var items = new List<T>(20);
        while (reader.Read() && reader.TokenType == JsonToken.StartObject)
        {
            var item = new T();
            item.ReadFrom(reader);
            items.Add(item);
        }

        if (reader.TokenType != JsonToken.EndArray)
        {
            throw new JsonReaderException($"Expected a list of objects, but found {reader.TokenType} in it.");
        }

        return items;
    }

    internal static void Expect(JsonReader reader, JsonToken token, string? envelope = null)
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
            throw new JsonReaderException($"Expected {token}, but found {reader.TokenType}.");
        }
    }

    /// <summary>Moves to the value of the envelope and skips the properties before it.</summary>
    private static void Enter(JsonReader reader, string envelope)
    {
        Expect(reader, JsonToken.StartObject);
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            if (envelope.Equals((string?)reader.Value, StringComparison.Ordinal))
            {
                return;
            }

            reader.Skip();
        }

        throw new JsonReaderException("The envelope of the response is missing.");
    }
}
