using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
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
    protected static bool Read(JsonReader reader, out string? value) => TryGetText(reader, out value);

    internal static bool TryGetText(JsonReader reader, out string? value)
    {
        switch (reader.TokenType)
        {
            case JsonToken.String:
                value = (string?)reader.Value;
                return true;
            case JsonToken.Null:
                value = null;
                return true;
            case JsonToken.Date:
                value = DateText(reader.Value);
                return true;
            default:
                return TryGetNumber(reader, out value);
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
            default:
                value = 0;
                return TryGetNumber(reader, out var text) && TryGetWhole(text!, out value);
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
            case JsonToken.Integer when Read(reader, out long number) && number is 0 or 1:
                value = number == 1;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads a decimal number. A number with more digits than a decimal holds is rounded, and is kept as it is as well.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out decimal? value)
    {
        value = null;
        if (reader.TokenType == JsonToken.Null)
        {
            return true;
        }

        if (!TryGetNumberOrText(reader, out var text) || !JsonNumber.TryGetDecimal(text, out var number, out var isExact))
        {
            return false;
        }

        value = number;
        return isExact || KeepAsWell(reader);
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
        ReadList(reader, out value, static (JsonReader r, out string item) => Read(r, out string? text) & (item = text!) is not null);

    /// <summary>Reads a list of whole numbers.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out IReadOnlyList<long>? value) => ReadList(reader, out value, Read);

    /// <summary>Reads a list of whole numbers and nulls.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out IReadOnlyList<long?>? value) => ReadList(reader, out value, Read);

    /// <summary>Reads a list of records.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read<T>(JsonReader reader, out IReadOnlyList<T>? value)
        where T : Model, new() =>
        ReadList(reader, out value, static (JsonReader r, out T item) => Read(r, out T? model) & (item = model!) is not null);

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
            }
        );

    /// <summary>
    /// Reads an object of texts. If it holds something else, its texts are read, and the object is kept as it is as well.
    /// </summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out IReadOnlyDictionary<string, string?>? value)
    {
        value = null;
        if (reader.TokenType != JsonToken.StartObject)
        {
            return reader.TokenType == JsonToken.Null;
        }

        var fits = ReadCollection(reader, ReadTexts, new TextMap(), out TextMap entries);
        value = entries;
        return fits;
    }

    private delegate bool ItemReader<T>(JsonReader reader, out T item);

    private delegate TCollection CollectionReader<TState, out TCollection>(JsonReader reader, TState state, out bool hasOddItems);

    private bool ReadList<T>(JsonReader reader, out IReadOnlyList<T>? value, ItemReader<T> readItem)
    {
        value = null;
        if (reader.TokenType != JsonToken.StartArray)
        {
            return reader.TokenType == JsonToken.Null;
        }

        var fits = ReadCollection(reader, ReadItems, readItem, out List<T> items);
        value = items;
        return fits;
    }

    /// <summary>Reads a collection. If an item of it does not fit, the whole collection is read again as JSON and kept as well.</summary>
    private bool ReadCollection<TState, TCollection>(
        JsonReader reader,
        CollectionReader<TState, TCollection> read,
        TState state,
        out TCollection value
    )
    {
        if (reader is not JsonBytesReader bytes)
        {
            return ReadCollectionOfOtherReader(reader, read, state, out value);
        }

        var start = bytes.Position;
        value = read(reader, state, out var hasOddItems);
        return !hasOddItems || KeepAsWell(bytes, start);
    }

    // Other readers cannot go back. The methods with tokens are apart, because the first call needs none.
    private bool ReadCollectionOfOtherReader<TState, TCollection>(
        JsonReader reader,
        CollectionReader<TState, TCollection> read,
        TState state,
        out TCollection value
    )
    {
        var json = JsonTokens.Read(reader);
        using var copy = new JTokenReader(json);
        copy.Read();
        value = read(copy, state, out var hasOddItems);
        if (hasOddItems)
        {
            Additions.Partial = json;
        }

        return true;
    }

    private static List<T> ReadItems<T>(JsonReader reader, ItemReader<T> readItem, out bool hasOddItems)
    {
        hasOddItems = false;
        var items = new List<T>();
        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            if (readItem(reader, out var item))
            {
                items.Add(item);
            }
            else
            {
                hasOddItems = true;
                reader.Skip();
            }
        }

        ExpectEnd(reader, JsonToken.EndArray);
        return items;
    }

    private static TextMap ReadTexts(JsonReader reader, TextMap entries, out bool hasOddItems)
    {
        hasOddItems = false;
        while (reader.Read() && reader.TokenType == JsonToken.PropertyName)
        {
            var name = (string)reader.Value!;
            reader.Read();
            if (reader.TokenType == JsonToken.Boolean)
            {
                entries[name] = (bool)reader.Value! ? "true" : "false";
            }
            else if (Read(reader, out string? text))
            {
                entries[name] = text;
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

    /// <summary>Keeps the value at the position of the reader as JSON as well, because the property holds only a part of it.</summary>
    private bool KeepAsWell(JsonReader reader)
    {
        Additions.Partial = JsonTokens.Read(reader);
        return true;
    }

    private bool KeepAsWell(JsonBytesReader reader, JsonBytesReader.Mark start)
    {
        Additions.Partial = reader.ReadAgain(start);
        return true;
    }

    private static void ExpectEnd(JsonReader reader, JsonToken end)
    {
        if (reader.TokenType != end)
        {
            throw new JsonReaderException("The JSON ended inside an object or array.");
        }
    }

    /// <summary>Returns the text of a number. Raw tokens are numbers that no value of .NET writes in the same way.</summary>
    private static bool TryGetNumber(JsonReader reader, out string? text)
    {
        text = reader switch
        {
            { TokenType: JsonToken.Integer or JsonToken.Float } and JsonBytesReader bytes => bytes.NumberText,
            { TokenType: JsonToken.Integer or JsonToken.Float, Value: double number } => number.ToString("R", CultureInfo.InvariantCulture),
            { TokenType: JsonToken.Integer or JsonToken.Float } => Convert.ToString(reader.Value, CultureInfo.InvariantCulture),
            { TokenType: JsonToken.Raw } => reader.Value as string,
            _ => null,
        };
        return JsonNumber.IsNumber(text);
    }

    /// <summary>Returns the text of a number, also of one that was sent as text; such a number has no exponent.</summary>
    private static bool TryGetNumberOrText(JsonReader reader, [NotNullWhen(true)] out string? text)
    {
        if (reader.TokenType != JsonToken.String)
        {
            return TryGetNumber(reader, out text);
        }

        text = (string)reader.Value!;
        return text.IndexOfAny(['e', 'E']) < 0;
    }

    private static bool TryGetWhole(string text, out long number)
    {
        number = 0;
        if (
            !JsonNumber.TryGetDecimal(text, out var value, out var isExact)
            || !isExact
            || value != decimal.Truncate(value)
            || value is < long.MinValue or > long.MaxValue
        )
        {
            return false;
        }

        number = (long)value;
        return true;
    }

    /// <summary>A date as JSON has it. Only tokens that others parsed, such as <c>JObject.Parse</c>, hold dates.</summary>
    private static string DateText(object? date) => JsonConvert.ToString(date).Trim('"');
}
