using System;
using System.Collections.Generic;
using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels;

// The rules of tolerant reading, once for all models. Each overload returns false, without having consumed anything it
// could not give back, when the value does not fit; the value is then kept as it is. C# picks the overload by type.
public abstract partial class Model
{
    // A list whose items do not all fit, as raw JSON: its tokens are consumed, so they wait here to be kept.
    private JToken? _unreadable;

    private JToken? TakeUnreadable()
    {
        var token = _unreadable;
        _unreadable = null;
        return token;
    }

    private protected static bool Read(JsonReader reader, out string? value)
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

    private protected static bool Read(JsonReader reader, out long value)
    {
        switch (reader.TokenType)
        {
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

    private protected static bool Read(JsonReader reader, out long? value)
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

    private protected static bool Read(JsonReader reader, out int? value)
    {
        value = null;
        if (!Read(reader, out long? number) || number is < int.MinValue or > int.MaxValue)
        {
            return false;
        }

        value = (int?)number;
        return true;
    }

    private protected static bool Read(JsonReader reader, out int value)
    {
        var fits = Read(reader, out int? number) && number is not null;
        value = number.GetValueOrDefault();
        return fits;
    }

    private protected static bool Read(JsonReader reader, out bool? value)
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

    private protected static bool Read(JsonReader reader, out bool value)
    {
        var fits = Read(reader, out bool? flag) && flag is not null;
        value = flag.GetValueOrDefault();
        return fits;
    }

    private protected static bool Read(JsonReader reader, out decimal? value)
    {
        value = null;
        switch (reader.TokenType)
        {
            case JsonToken.Null:
                return true;
            case JsonToken.String when decimal.TryParse((string?)reader.Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var text):
                value = text;
                return true;
            case JsonToken.Integer when reader.Value is long number:
                value = number;
                return true;
            case JsonToken.Float when decimal.TryParse(Convert.ToString(reader.Value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var precise):
                // By way of the text, because a cast from double keeps 15 digits only.
                value = precise;
                return true;
            default:
                return false;
        }
    }

    private protected static bool Read(JsonReader reader, out decimal value)
    {
        var fits = Read(reader, out decimal? number) && number is not null;
        value = number.GetValueOrDefault();
        return fits;
    }

    private protected static bool Read(JsonReader reader, out DateTimeOffset? value)
    {
        value = null;
        switch (reader.TokenType)
        {
            case JsonToken.Null:
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

    private protected static bool Read(JsonReader reader, out DateTimeOffset value)
    {
        var fits = Read(reader, out DateTimeOffset? timestamp) && timestamp is not null;
        value = timestamp.GetValueOrDefault();
        return fits;
    }

    private protected static bool Read<T>(JsonReader reader, out T? value)
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

    private protected static bool Read<T>(JsonReader reader, out T? value)
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

    private protected bool Read(JsonReader reader, out IReadOnlyList<string>? value) =>
        ReadList(reader, out value, static (JsonReader r, out string item) => Read(r, out string? text) & (item = text!) is not null, static item => item);

    private protected bool Read(JsonReader reader, out IReadOnlyList<long>? value) =>
        ReadList(reader, out value, Read, static item => item);

    private protected bool Read(JsonReader reader, out IReadOnlyList<long?>? value) =>
        ReadList(reader, out value, Read, static item => item);

    private protected bool Read<T>(JsonReader reader, out IReadOnlyList<T>? value)
        where T : Model, new() =>
        ReadList(reader, out value, static (JsonReader r, out T item) => Read(r, out T? model) & (item = model!) is not null, static item => item.ToToken());

    private protected bool ReadValues<T>(JsonReader reader, out IReadOnlyList<T>? value)
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
            static item => item.Value);

    private protected bool Read(JsonReader reader, out IReadOnlyDictionary<string, string?>? value)
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

        var raw = JObject.Load(reader);
        var entries = new Dictionary<string, string?>(raw.Count, StringComparer.Ordinal);
        foreach (var property in raw)
        {
            if (property.Value is not JValue { Type: JTokenType.String or JTokenType.Null or JTokenType.Integer or JTokenType.Float or JTokenType.Boolean or JTokenType.Date } scalar)
            {
                _unreadable = raw;
                return false;
            }

            entries[property.Key] = scalar.Value switch
            {
                null => null,
                bool flag => flag ? "true" : "false",
                DateTime or DateTimeOffset => DateText(scalar.Value),
                _ => Convert.ToString(scalar.Value, CultureInfo.InvariantCulture),
            };
        }

        value = entries;
        return true;
    }

    /// <summary>A date as JSON has it. Only tokens that others parsed, such as <c>JObject.Parse</c>, hold dates.</summary>
    private static string DateText(object? date) => JsonConvert.ToString(date).Trim('"');

    private delegate bool ItemReader<T>(JsonReader reader, out T item);

    private bool ReadList<T>(JsonReader reader, out IReadOnlyList<T>? value, ItemReader<T> readItem, Func<T, JToken?> toJson)
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
        JArray? raw = null;
        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            if (raw is not null)
            {
                raw.Add(JToken.ReadFrom(reader));
            }
            else if (readItem(reader, out var item))
            {
                items.Add(item);
            }
            else
            {
                raw = [];
                foreach (var fitting in items)
                {
                    raw.Add(toJson(fitting) ?? JValue.CreateNull());
                }

                raw.Add(JToken.ReadFrom(reader));
            }
        }

        if (reader.TokenType != JsonToken.EndArray)
        {
            throw new JsonReaderException("The JSON ended inside an array.");
        }

        if (raw is not null)
        {
            _unreadable = raw;
            return false;
        }

        value = items;
        return true;
    }
}
