using System;
using System.Collections.Generic;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

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
        where T : Model, new() => ReadModel<T>(body, length, envelope, default);

    internal static T ReadModel<T>(byte[] body, int length, string? envelope, JsonLimits limits)
        where T : Model, new()
    {
        using var reader = new JsonBytesReader(body, length, limits);
        Expect(reader, JsonToken.StartObject, envelope);
        var model = new T();
        model.ReadFrom(reader);
        ReadToEnd(reader);
        return model;
    }

    /// <summary>Reads a list of records.</summary>
    /// <param name="body">Holds the JSON as UTF-8.</param>
    /// <param name="length">The number of bytes to read.</param>
    /// <param name="envelope">The key that wraps the list; null when it is bare.</param>
    /// <typeparam name="T">The type of a record.</typeparam>
    /// <exception cref="JsonException">The body is not a JSON array of objects.</exception>
    public static IReadOnlyList<T> ReadList<T>(byte[] body, int length, string? envelope = null)
        where T : Model, new() => ReadList<T>(body, length, envelope, default);

    internal static IReadOnlyList<T> ReadList<T>(byte[] body, int length, string? envelope, JsonLimits limits)
        where T : Model, new()
    {
        var page = ReadPage<T>(body, length, envelope, limits);
        return page.SkippedItems.Count == 0
            ? page.Items
            : throw new JsonReaderException("Expected a list of objects, but found something else in it.");
    }

    /// <summary>Reads the records of a page. Items that are not objects do not cost the page.</summary>
    internal static Page<T> ReadPage<T>(byte[] body, int length, string? envelope, JsonLimits limits)
        where T : Model, new()
    {
        using var reader = new JsonBytesReader(body, length, limits);
        Expect(reader, JsonToken.StartArray, envelope);
        var page = ReadItems<T>(reader, limits);
        ReadToEnd(reader);
        return page;
    }

    /// <summary>Returns a reader of UTF-8 JSON that keeps dates as text. Call <see cref="ReadToEnd" /> after the last value.</summary>
    /// <param name="body">Holds the JSON as UTF-8.</param>
    /// <param name="length">The number of bytes to read.</param>
    public static JsonReader Open(byte[] body, int length) => new JsonBytesReader(body, length);

    /// <summary>
    /// Reads the value at the position of the reader as tokens. A number that neither <c>long</c>, <c>double</c> nor <c>decimal</c>
    /// writes in the same way is a <see cref="JRaw" />, so that no digit is lost.
    /// </summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <exception cref="JsonException">The value is not valid JSON.</exception>
    public static JToken ReadToken(JsonReader reader) => JsonTokens.Read(reader ?? throw new ArgumentNullException(nameof(reader)));

    /// <summary>Reads a whole body as tokens; see <see cref="ReadToken(JsonReader)" />.</summary>
    /// <param name="body">Holds the JSON as UTF-8.</param>
    /// <param name="length">The number of bytes to read.</param>
    /// <exception cref="JsonException">The body is not valid JSON.</exception>
    public static JToken ReadToken(byte[] body, int length) => ReadToken(body, length, default);

    internal static JToken ReadToken(byte[] body, int length, JsonLimits limits)
    {
        using var reader = new JsonBytesReader(body, length, limits);
        if (!reader.Read())
        {
            throw new JsonReaderException("The body is empty.");
        }

        var token = JsonTokens.Read(reader);
        ReadToEnd(reader);
        return token;
    }

    /// <summary>Reads the rest of the JSON, which must be valid, and nothing may follow it.</summary>
    /// <param name="reader">The reader.</param>
    /// <exception cref="JsonException">The rest is not valid JSON.</exception>
    public static void ReadToEnd(JsonReader reader)
    {
        if (reader is null)
        {
            throw new ArgumentNullException(nameof(reader));
        }

        while (reader.Read())
        {
            // The values are not needed.
        }
    }

    /// <summary>Reads the records of an array that the reader has just entered.</summary>
    internal static Page<T> ReadItems<T>(JsonReader reader, JsonLimits limits)
        where T : Model, new()
    {
        var items = new List<T>(20);
        List<string>? skipped = null;
        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            if (limits.MaxRecords > 0 && items.Count + (skipped?.Count ?? 0) == limits.MaxRecords)
            {
                throw new JsonLimitException($"the page has more than MaxRecordsPerPage ({limits.MaxRecords}) records");
            }

            if (reader.TokenType == JsonToken.StartObject)
            {
                var item = new T();
                item.ReadFrom(reader);
                items.Add(item);
            }
            else
            {
                (skipped ??= []).Add(JsonTokens.Read(reader).ToString(Formatting.None));
            }
        }

        if (reader.TokenType != JsonToken.EndArray)
        {
            throw new JsonReaderException("The JSON ended inside a list.");
        }

        return skipped is null ? new Page<T>(items, null) : new Page<T>(items, null) { SkippedItems = skipped };
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

    /// <summary>Returns the envelope if the body is an object with a record or a list below that key; null when the body is bare.</summary>
    internal static string? FindEnvelope(byte[] body, int length, string envelope, JsonLimits limits)
    {
        using var reader = new JsonBytesReader(body, length, limits);
        if (!reader.Read() || reader.TokenType != JsonToken.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            var found = envelope.Equals((string?)reader.Value, StringComparison.Ordinal);
            reader.Read();
            if (found && reader.TokenType is (JsonToken.StartObject or JsonToken.StartArray))
            {
                return envelope;
            }

            reader.Skip();
        }

        return null;
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
