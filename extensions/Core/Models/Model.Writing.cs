using System;
using System.Collections.Generic;
using System.Globalization;
using System.Numerics;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Core;

// The rules of exact writing, once for all models: unset is absent, null is null, decimals are invariant strings and
// timestamps ISO 8601 with their offset. C# picks the overload by type.
public abstract partial class Model
{
    /// <summary>Writes a property that holds a text, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, string? value, int index)
    {
        if (Begin(writer, name, index))
        {
            writer.WriteValue(value);
        }
    }

    /// <summary>Writes a property that holds a whole number or null, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, long? value, int index)
    {
        if (Begin(writer, name, index))
        {
            writer.WriteValue(value);
        }
    }

    /// <summary>Writes a property that holds a Boolean, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, bool? value, int index)
    {
        if (Begin(writer, name, index))
        {
            writer.WriteValue(value);
        }
    }

    /// <summary>Writes a property that holds a decimal number as a JSON string, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, decimal? value, int index)
    {
        if (Begin(writer, name, index))
        {
            writer.WriteValue(value?.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Writes a property that holds a decimal number as a JSON number, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void WriteNumber(JsonWriter writer, string name, decimal? value, int index)
    {
        if (Begin(writer, name, index))
        {
            // Without a fraction, as the service sends it; the writer would add one.
            if (value is not { } number || ScaleOf(number) != 0)
            {
                writer.WriteValue(value);
            }
            else if (number is >= long.MinValue and <= long.MaxValue)
            {
                writer.WriteValue((long)number);
            }
            else
            {
                WriteLong(writer, number);
            }
        }
    }

    /// <summary>Writes a property that holds a point in time, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, DateTimeOffset? value, int index)
    {
        if (Begin(writer, name, index))
        {
            writer.WriteValue(value is { } timestamp ? Timestamp.Format(timestamp) : null);
        }
    }

    /// <summary>
    /// Writes a property that holds a point in time as seconds since the Unix epoch, if it was set. A fraction of a second is dropped.
    /// </summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void WriteUnixTime(JsonWriter writer, string name, DateTimeOffset? value, int index) =>
        Write(writer, name, value?.ToUnixTimeSeconds(), index);

    /// <summary>Writes a property that holds a member of an open enumeration in upper case, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    /// <typeparam name="T">The enumeration.</typeparam>
    protected void WriteUpperCase<T>(JsonWriter writer, string name, T? value, int index)
        where T : struct, IOpenEnumeration<T> => Write(writer, name, value?.Value?.ToUpperInvariant(), index);

    /// <summary>Writes a property that holds a member of an open enumeration, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    /// <typeparam name="T">The enumeration.</typeparam>
    protected void Write<T>(JsonWriter writer, string name, T? value, int index)
        where T : struct, IOpenEnumeration<T>
    {
        if (Begin(writer, name, index))
        {
            writer.WriteValue(value?.Value);
        }
    }

    /// <summary>Writes a property that holds a record, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, Model? value, int index)
    {
        if (Begin(writer, name, index))
        {
            WriteItem(writer, value);
        }
    }

    /// <summary>Writes a property that holds a list of records, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, IReadOnlyList<Model>? value, int index) =>
        WriteList(writer, name, value, index, WriteItem);

    /// <summary>Writes a property that holds a list of texts, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, IReadOnlyList<string>? value, int index) =>
        WriteList(writer, name, value, index, static (w, item) => w.WriteValue(item));

    /// <summary>Writes a property that holds a list of whole numbers, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, IReadOnlyList<long>? value, int index) =>
        WriteList(writer, name, value, index, static (w, item) => w.WriteValue(item));

    /// <summary>Writes a property that holds a list of whole numbers and nulls, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, IReadOnlyList<long?>? value, int index) =>
        WriteList(writer, name, value, index, static (w, item) => w.WriteValue(item));

    /// <summary>Writes a property that holds a list of members of an open enumeration, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    /// <typeparam name="T">The enumeration.</typeparam>
    protected void WriteValues<T>(JsonWriter writer, string name, IReadOnlyList<T>? value, int index)
        where T : struct, IOpenEnumeration<T> => WriteList(writer, name, value, index, static (w, item) => w.WriteValue(item.Value));

    /// <summary>Writes a property that holds an object of texts, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, IReadOnlyDictionary<string, string?>? value, int index)
    {
        if (!Begin(writer, name, index))
        {
            return;
        }

        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartObject();
        foreach (var entry in value)
        {
            writer.WritePropertyName(entry.Key);
            writer.WriteValue(entry.Value);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a property that holds an object of whole numbers, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, IReadOnlyDictionary<string, long>? value, int index)
    {
        if (!Begin(writer, name, index))
        {
            return;
        }

        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartObject();
        foreach (var entry in value)
        {
            writer.WritePropertyName(entry.Key);
            writer.WriteValue(entry.Value);
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes a property that holds an id of either kind, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, ResourceId? value, int index)
    {
        if (value is { NumericId: { } number })
        {
            Write(writer, name, number, index);
        }
        else
        {
            Write(writer, name, value?.ToString(), index);
        }
    }

    /// <summary>Writes a property that holds a list of ids, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, IReadOnlyList<ResourceId>? value, int index) =>
        WriteList(
            writer,
            name,
            value,
            index,
            static (w, item) =>
            {
                if (item.NumericId is { } number)
                {
                    w.WriteValue(number);
                }
                else
                {
                    w.WriteValue(item.ToString());
                }
            }
        );

    /// <summary>Writes a property that holds a public id, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, PublicId? value, int index) => Write(writer, name, value?.Value, index);

    /// <summary>Writes a property that holds a list of public ids, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, IReadOnlyList<PublicId>? value, int index) =>
        WriteList(writer, name, value, index, static (w, item) => w.WriteValue(item.Value));

    /// <summary>Writes a property that holds the numeric id of a record of one type, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    /// <typeparam name="TRecord">The type of the record.</typeparam>
    protected void Write<TRecord>(JsonWriter writer, string name, RecordId<TRecord>? value, int index)
        where TRecord : Model => Write(writer, name, value?.Value, index);

    /// <summary>Writes a property that holds a rate in percent as a JSON number, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, Percent? value, int index) => WriteNumber(writer, name, value?.Value, index);

    /// <summary>Writes a property that holds a rate as a fraction as a JSON number, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, Fraction? value, int index) => WriteNumber(writer, name, value?.Value, index);

    /// <summary>Writes a property that holds a list of rows of values, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, IReadOnlyList<ValueRow>? value, int index) =>
        WriteList(writer, name, value, index, static (w, row) => row.WriteTo(w));

    /// <summary>Writes a property that holds a free-form object, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, JObject? value, int index)
    {
        if (Begin(writer, name, index))
        {
            if (value is null)
            {
                writer.WriteNull();
            }
            else
            {
                value.WriteTo(writer);
            }
        }
    }

    /// <summary>Writes a property that holds a number with a fraction, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, double? value, int index)
    {
        if (Begin(writer, name, index))
        {
            writer.WriteValue(value);
        }
    }

    /// <summary>Writes a property that holds a text or a list of texts, if it was set.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, OneOrMany? value, int index)
    {
        if (value is { IsMany: true } many)
        {
            Write(writer, name, many.Values, index);
        }
        else
        {
            Write(writer, name, value?.Values[0], index);
        }
    }

    private static void WriteItem(JsonWriter writer, Model? item)
    {
        if (item is null)
        {
            writer.WriteNull();
        }
        else
        {
            item.WriteTo(writer);
        }
    }

    private void WriteList<T>(JsonWriter writer, string name, IReadOnlyList<T>? list, int index, Action<JsonWriter, T> writeItem)
    {
        if (!Begin(writer, name, index))
        {
            return;
        }

        if (list is null)
        {
            writer.WriteNull();
            return;
        }

        writer.WriteStartArray();
        foreach (var item in list)
        {
            writeItem(writer, item);
        }

        writer.WriteEndArray();
    }

    // A method of its own, because few programs need such numbers.
    private static void WriteLong(JsonWriter writer, decimal number) => writer.WriteValue((object)new BigInteger(number));

    // The number of digits after the point, in the last of the four integers that hold a decimal.
    private static int ScaleOf(decimal number) => (decimal.GetBits(number)[3] >> 16) & 0xff;

    private bool Begin(JsonWriter writer, string name, int index)
    {
        if (!IsSet(index))
        {
            return false;
        }

        writer.WritePropertyName(name);
        return true;
    }
}
