using System;
using System.Collections.Generic;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Core;

// The rules of tolerant reading for what few models hold: free-form objects, ids of either kind, fractions, one-or-many.
public abstract partial class Model
{
    // The years 1 to 9999, which DateTimeOffset holds.
    private const long FirstUnixTime = -62135596800;
    private const long LastUnixTime = 253402300799;

    /// <summary>Reads a free-form object.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected static bool Read(JsonReader reader, out JObject? value)
    {
        value = reader.TokenType == JsonToken.StartObject ? (JObject)JsonTokens.Read(reader) : null;
        return value is not null || reader.TokenType == JsonToken.Null;
    }

    /// <summary>Reads a list of rows of values.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out IReadOnlyList<ValueRow>? value) => ReadList(reader, out value, ValueRow.TryRead);

    /// <summary>Reads a point in time that is sent as whole seconds since the Unix epoch.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value, in UTC; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type, such as a number of milliseconds; it is then kept as it is.</returns>
    protected static bool ReadUnixTime(JsonReader reader, out DateTimeOffset? value)
    {
        value = null;
        if (!Read(reader, out long? seconds) || seconds is < FirstUnixTime or > LastUnixTime)
        {
            return false;
        }

        value = seconds is { } number ? DateTimeOffset.FromUnixTimeSeconds(number) : null;
        return true;
    }

    /// <summary>Reads a member of an open enumeration whose values are in lower case, but in upper case in this record.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected static bool ReadUpperCase<T>(JsonReader reader, out T? value)
        where T : struct, IOpenEnumeration<T>
    {
        value = null;
        if (!Read(reader, out string? text))
        {
            return false;
        }

        value = text is null ? null : default(T).WithValue(text.ToLowerInvariant());
        return true;
    }

    /// <summary>Reads an id of either kind.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected static bool Read(JsonReader reader, out ResourceId? value)
    {
        value = null;
        switch (reader.TokenType)
        {
            case JsonToken.Null:
                return true;
            case JsonToken.Integer when Read(reader, out long number) && number > 0:
                value = new ResourceId(number);
                return true;
            case JsonToken.String when reader.Value is string text && !string.IsNullOrWhiteSpace(text) && text is not ("." or ".."):
                value = new ResourceId(text);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads a list of ids.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out IReadOnlyList<ResourceId>? value) =>
        ReadList(
            reader,
            out value,
            static (JsonReader r, out ResourceId item) =>
            {
                var fits = Read(r, out ResourceId? id) && id is not null;
                item = id.GetValueOrDefault();
                return fits;
            }
        );

    /// <summary>Reads a public id.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type, such as a number; it is then kept as it is.</returns>
    protected static bool Read(JsonReader reader, out PublicId? value)
    {
        value = null;
        if (reader.TokenType != JsonToken.String || string.IsNullOrWhiteSpace((string?)reader.Value))
        {
            return reader.TokenType == JsonToken.Null;
        }

        value = new PublicId((string?)reader.Value);
        return true;
    }

    /// <summary>Reads a list of public ids.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out IReadOnlyList<PublicId>? value) =>
        ReadList(
            reader,
            out value,
            static (JsonReader r, out PublicId item) =>
            {
                var fits = Read(r, out PublicId? id) && id is not null;
                item = id.GetValueOrDefault();
                return fits;
            }
        );

    /// <summary>Reads the numeric id of a record of one type.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <typeparam name="TRecord">The type of the record.</typeparam>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected static bool Read<TRecord>(JsonReader reader, out RecordId<TRecord>? value)
        where TRecord : Model
    {
        value = null;
        if (!Read(reader, out long? id) || id is <= 0)
        {
            return false;
        }

        value = id is { } number ? new RecordId<TRecord>(number) : null;
        return true;
    }

    /// <summary>Reads a rate in percent.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out Percent? value)
    {
        var fits = Read(reader, out decimal? number);
        value = number is { } rate ? new Percent(rate) : null;
        return fits;
    }

    /// <summary>Reads a rate that is sent as a fraction.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out Fraction? value)
    {
        var fits = Read(reader, out decimal? number);
        value = number is { } rate ? new Fraction(rate) : null;
        return fits;
    }

    /// <summary>
    /// Reads a number with a fraction. A number with more digits than a double holds is rounded, and is kept as it is as well.
    /// </summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out double? value)
    {
        value = null;
        if (reader.TokenType == JsonToken.Null)
        {
            return true;
        }

        if (!TryGetNumberOrText(reader, out var text) || !JsonNumber.TryGetDouble(text, out var number, out var isExact))
        {
            return false;
        }

        value = number;
        return isExact || KeepAsWell(reader);
    }

    /// <summary>Reads a text or a list of texts.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out OneOrMany? value)
    {
        value = null;
        if (reader.TokenType != JsonToken.StartArray)
        {
            if (!Read(reader, out string? one))
            {
                return false;
            }

            value = one is null ? null : new OneOrMany(one);
            return true;
        }

        if (!Read(reader, out IReadOnlyList<string>? many))
        {
            return false;
        }

        value = new OneOrMany(many!);
        return true;
    }

    /// <summary>
    /// Reads an object of whole numbers. If it holds something else, its numbers are read, and the object is kept as it is as well.
    /// </summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out IReadOnlyDictionary<string, long>? value)
    {
        value = null;
        if (reader.TokenType != JsonToken.StartObject)
        {
            return reader.TokenType == JsonToken.Null;
        }

        var fits = ReadCollection(reader, ReadNumbers, new Dictionary<string, long>(StringComparer.Ordinal), out var entries);
        value = entries;
        return fits;
    }

    private static Dictionary<string, long> ReadNumbers(JsonReader reader, Dictionary<string, long> entries, out bool hasOddItems)
    {
        hasOddItems = false;
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            reader.Read();
            if (Read(reader, out long number))
            {
                entries[name] = number;
            }
            else
            {
                hasOddItems = true;
                reader.Skip();
            }
        }

        ExpectEnd(reader, JsonToken.EndObject);
        return entries;
    }
}
