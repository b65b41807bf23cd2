using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Core;

/// <summary>
/// A row of values without names, such as a row of filter results: a list beside it says which field each value belongs to.
/// </summary>
/// <remarks>
/// A value is null, a <see cref="string" />, a <see cref="bool" /> or a number: a <see cref="long" />, a <see cref="decimal" /> or a
/// <see cref="double" />, whichever writes it with the same digits. Anything else is a <see cref="JToken" />.
/// </remarks>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ValueRow : IReadOnlyList<object?>
{
    private readonly object?[] _values;

    /// <summary>Creates a row.</summary>
    /// <param name="values">The values; they are copied.</param>
    public ValueRow(IEnumerable<object?> values) => _values = values.ToArray();

    private ValueRow(object?[] values) => _values = values;

    /// <inheritdoc />
    public int Count => _values.Length;

    /// <inheritdoc />
    public object? this[int index] => _values[index];

    /// <summary>
    /// Returns the row as a record, by the rules of reading models: a value that does not fit, or that belongs to no property, is kept in
    /// <see cref="Model.AdditionalProperties" />.
    /// </summary>
    /// <param name="fields">The name of the field of each value, as it is on the wire.</param>
    /// <typeparam name="T">The type of the record.</typeparam>
    /// <exception cref="ArgumentException">There are not as many fields as values.</exception>
    public T ToRecord<T>(IReadOnlyList<string> fields)
        where T : Model, new()
    {
        if (fields is null)
        {
            throw new ArgumentNullException(nameof(fields));
        }

        if (fields.Count != _values.Length)
        {
            throw new ArgumentException($"The row has {_values.Length} values, but there are {fields.Count} fields.", nameof(fields));
        }

        var record = new T();
        using var reader = new ValueReader();
        for (var index = 0; index < _values.Length; index++)
        {
            record.ReadOrKeep(reader.At(_values[index]), fields[index]);
        }

        return record;
    }

    /// <inheritdoc />
    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the number of values; never the values, which may be personal.</summary>
    public override string ToString() => $"{Count} values";

    /// <summary>Reads a row; false, without having read anything, when the value is not an array.</summary>
    internal static bool TryRead(JsonReader reader, out ValueRow row)
    {
        row = null!;
        if (reader.TokenType != JsonToken.StartArray)
        {
            return false;
        }

        var values = new List<object?>();
        while (reader.Read() && reader.TokenType != JsonToken.EndArray)
        {
            values.Add(ReadValue(reader));
        }

        if (reader.TokenType != JsonToken.EndArray)
        {
            throw new JsonReaderException("The JSON ended inside a row.");
        }

        row = new ValueRow(values.ToArray());
        return true;
    }

    internal void WriteTo(JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var value in _values)
        {
            if (value is JToken token)
            {
                token.WriteTo(writer);
            }
            else
            {
                writer.WriteValue(value);
            }
        }

        writer.WriteEndArray();
    }

    private static object? ReadValue(JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonToken.String or JsonToken.Null or JsonToken.Date when Model.TryGetText(reader, out var text):
                return text;
            case JsonToken.Boolean:
                return reader.Value;
            case JsonToken.Integer when reader is JsonBytesReader bytes && bytes.TryGetInt64(out var number) && number != 0:
                return number;
            default:
                // The rules of tokens decide which type keeps all digits.
                var token = JsonTokens.Read(reader);
                return token is JValue { Value: long or decimal or double } value and not JRaw ? value.Value : token;
        }
    }

    /// <summary>Gives one value at a time to the code that reads models.</summary>
    private sealed class ValueReader : JsonReader
    {
        public JsonReader At(object? value)
        {
            if (value is JToken token)
            {
                var reader = token.CreateReader();
                reader.Read();
                return reader;
            }

            SetToken(
                value switch
                {
                    null => JsonToken.Null,
                    string => JsonToken.String,
                    bool => JsonToken.Boolean,
                    long or int => JsonToken.Integer,
                    _ => JsonToken.Float,
                },
                value
            );
            return this;
        }

        public override bool Read() => false;
    }
}
