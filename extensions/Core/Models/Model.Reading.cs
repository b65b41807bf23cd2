using System;
using System.Collections.Generic;
using System.Globalization;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Core;

// The rules of tolerant reading, once for all models. Each overload returns false, without having consumed anything it
// could not give back, when the value does not fit; the value is then kept as it is. C# picks the overload by type.
public abstract partial class Model
{
    /// <summary>Reads a text.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected static bool Read(JsonReader reader, out string? value)
    {
        switch (reader.TokenType)
        {
            case JsonToken.String:
                value = (string?)reader.Value;
                return true;
            case JsonToken.Null:
                value = null;
                return true;
            case JsonToken.Integer:
            case JsonToken.Float:
                value = Convert.ToString(reader.Value, CultureInfo.InvariantCulture);
                return true;
            case JsonToken.Date:
                value = DateText(reader.Value);
                return true;
            default:
                value = null;
                return false;
        }
    }

    /// <summary>Reads a whole number.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected static bool Read(JsonReader reader, out long value)
    {
        switch (reader.TokenType)
        {
            // Without making an object of the number, as most have no use for one.
            case JsonToken.Integer when reader is JsonBytesReader bytes:
                return bytes.TryGetInt64(out value);
            case JsonToken.Integer when reader.Value is long number:
                value = number;
                return true;
            case JsonToken.String:
                return long.TryParse((string?)reader.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
            case JsonToken.Float when reader.Value is double number && Math.Floor(number) == number && Math.Abs(number) < 1L << 53:
                value = (long)number;
                return true;
            default:
                value = 0;
                return false;
        }
    }

    /// <summary>Reads a whole number or null.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected static bool Read(JsonReader reader, out long? value)
    {
        value = null;
        if (reader.TokenType == JsonToken.Null)
        {
            return true;
        }

        if (!Read(reader, out long number))
        {
            return false;
        }

        value = number;
        return true;
    }

    /// <summary>Reads a whole number of 32 bits.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected static bool Read(JsonReader reader, out int? value)
    {
        value = null;
        if (!Read(reader, out long? number) || number is < int.MinValue or > int.MaxValue)
        {
            return false;
        }

        value = (int?)number;
        return true;
    }

    /// <summary>Reads a Boolean.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected static bool Read(JsonReader reader, out bool? value)
    {
        value = null;
        switch (reader.TokenType)
        {
            case JsonToken.Null:
                return true;
            case JsonToken.Boolean:
                value = (bool)reader.Value!;
                return true;
            case JsonToken.String when bool.TryParse((string?)reader.Value, out var flag):
                value = flag;
                return true;
            case JsonToken.Integer when reader.Value is 0L or 1L:
                value = reader.Value is 1L;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads a decimal number.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected static bool Read(JsonReader reader, out decimal? value)
    {
        value = null;
        switch (reader.TokenType)
        {
            case JsonToken.Null:
                return true;
            case JsonToken.String
                when decimal.TryParse(
                    (string?)reader.Value,
                    NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                    CultureInfo.InvariantCulture,
                    out var text
                ):
                value = text;
                return true;
            case JsonToken.Integer when reader.Value is long number:
                value = number;
                return true;
            case JsonToken.Float
                when decimal.TryParse(
                    Convert.ToString(reader.Value, CultureInfo.InvariantCulture),
                    NumberStyles.Float,
                    CultureInfo.InvariantCulture,
                    out var precise
                ):
                // By way of the text, because a cast from double keeps 15 digits only.
                value = precise;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads a point in time.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected static bool Read(JsonReader reader, out DateTimeOffset? value)
    {
        value = null;
        switch (reader.TokenType)
        {
            case JsonToken.Null:
                return true;
            case JsonToken.String when reader is JsonBytesReader bytes && bytes.TryGetUsualTimestamp(out var usual):
                value = usual;
                return true;
            case JsonToken.String when Timestamp.TryParse((string?)reader.Value, out var timestamp):
                value = timestamp;
                return true;
            case JsonToken.Date when Timestamp.TryParse(DateText(reader.Value), out var date):
                value = date;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads a member of an open enumeration.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected static bool Read<T>(JsonReader reader, out T? value)
        where T : struct, IOpenEnumeration<T>
    {
        value = null;
        if (!Read(reader, out string? text))
        {
            return false;
        }

        value = text is null ? null : default(T).WithValue(text);
        return true;
    }

    /// <summary>Reads a record.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected static bool Read<T>(JsonReader reader, out T? value)
        where T : Model, new()
    {
        value = null;
        switch (reader.TokenType)
        {
            case JsonToken.Null:
                return true;
            case JsonToken.StartObject:
                value = new T();
                value.ReadFrom(reader);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads a list of texts.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out IReadOnlyList<string>? value) =>
        ReadList(
            reader,
            out value,
            static (JsonReader r, out string item) => Read(r, out string? text) & (item = text!) is not null,
            static item => item
        );

    /// <summary>Reads a list of whole numbers.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out IReadOnlyList<long>? value) => ReadList(reader, out value, Read, static item => item);

    /// <summary>Reads a list of whole numbers and nulls.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out IReadOnlyList<long?>? value) => ReadList(reader, out value, Read, static item => item);

    /// <summary>Reads a list of records.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read<T>(JsonReader reader, out IReadOnlyList<T>? value)
        where T : Model, new() =>
        ReadList(
            reader,
            out value,
            static (JsonReader r, out T item) => Read(r, out T? model) & (item = model!) is not null,
            static item => item.ToToken()
        );

    /// <summary>Reads a list of members of an open enumeration.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool ReadValues<T>(JsonReader reader, out IReadOnlyList<T>? value)
        where T : struct, IOpenEnumeration<T> =>
        ReadList(
            reader,
            out value,
            static (JsonReader r, out T item) =>
            {
                var fits = Read(r, out T? known) && known is not null;
                item = known.GetValueOrDefault();
                return fits;
            },
            static item => item.Value
        );

    /// <summary>Reads an object of texts.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out IReadOnlyDictionary<string, string?>? value)
    {
        value = null;
        if (reader.TokenType == JsonToken.Null)
        {
            return true;
        }

        if (reader.TokenType != JsonToken.StartObject)
        {
            return false;
        }

        var entries = new TextMap();
        Dictionary<string, object>? noTexts = null;
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            if (!reader.Read() || !IsScalar(reader.TokenType))
            {
                return KeepRest(reader, name, entries, noTexts);
            }

            entries[name] = ScalarText(reader.Value);
            if (reader.TokenType is not (JsonToken.String or JsonToken.Null))
            {
                (noTexts ??= new Dictionary<string, object>(StringComparer.Ordinal))[name] = reader.Value!;
            }
            else
            {
                // A name may come twice; the last value counts.
                noTexts?.Remove(name);
            }
        }

        ExpectEnd(reader, JsonToken.EndObject);
        value = entries;
        return true;
    }

    private static bool IsScalar(JsonToken token) =>
        token is JsonToken.String or JsonToken.Null or JsonToken.Integer or JsonToken.Float or JsonToken.Boolean or JsonToken.Date;

    private static string? ScalarText(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            bool flag => flag ? "true" : "false",
            DateTime or DateTimeOffset => DateText(value),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    /// <summary>Goes back to JSON when an object of texts turns out to hold something else: what was read so far, and the rest.</summary>
    private bool KeepRest(JsonReader reader, string name, TextMap entries, Dictionary<string, object>? noTexts)
    {
        var raw = new JObject();
        foreach (var entry in entries)
        {
            raw[entry.Key] =
                noTexts is not null && noTexts.TryGetValue(entry.Key, out var value) ? new JValue(value) : new JValue(entry.Value);
        }

        raw[name] = JToken.ReadFrom(reader);
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            name = (string)reader.Value!;
            reader.Read();
            raw[name] = JToken.ReadFrom(reader);
        }

        ExpectEnd(reader, JsonToken.EndObject);
        return Misfit(raw);
    }

    private bool Misfit(JToken raw)
    {
        (_additionalProperties ??= new Additional()).Unreadable = raw;
        return false;
    }

    private static void ExpectEnd(JsonReader reader, JsonToken end)
    {
        if (reader.TokenType != end)
        {
            throw new JsonReaderException("The JSON ended inside an object or array.");
        }
    }

    /// <summary>A date as JSON has it. Only tokens that others parsed, such as <c>JObject.Parse</c>, hold dates.</summary>
    private static string DateText(object? date) => JsonConvert.ToString(date).Trim('"');

    private delegate bool ItemReader<T>(JsonReader reader, out T item);

    private bool ReadList<T>(JsonReader reader, out IReadOnlyList<T>? value, ItemReader<T> readItem, Func<T, object?> toJson)
    {
        value = null;
        if (reader.TokenType == JsonToken.Null)
        {
            return true;
        }

        if (reader.TokenType != JsonToken.StartArray)
        {
            return false;
        }

        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            if (!readItem(reader, out var item))
            {
                return KeepRest(reader, items, toJson);
            }

            items.Add(item);
        }

        ExpectEnd(reader, JsonToken.EndArray);
        value = items;
        return true;
    }

    /// <summary>Goes back to JSON when an item of a list does not fit: what was read so far, and the rest.</summary>
    private bool KeepRest<T>(JsonReader reader, List<T> items, Func<T, object?> toJson)
    {
        var raw = new JArray();
        foreach (var item in items)
        {
            var json = toJson(item);
            raw.Add(json as JToken ?? new JValue(json));
        }

        do
        {
            raw.Add(JToken.ReadFrom(reader));
        } while (reader.Read() && reader.TokenType != JsonToken.EndArray);
        ExpectEnd(reader, JsonToken.EndArray);
        return Misfit(raw);
    }
}
