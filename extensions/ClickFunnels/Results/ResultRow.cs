using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json.Linq;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>
/// A row of filter results that is read by the names of its fields, for records whose fields the vendor does not list, such as orders.
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ResultRow
{
    private const string IdField = "id";

    private readonly ValueRow _values;

    /// <summary>Creates a row; for tests of code that reads rows.</summary>
    /// <param name="values">The value of each field, by its name on the wire.</param>
    public ResultRow(IEnumerable<KeyValuePair<string, object?>> values)
    {
        var all = (values ?? throw new ArgumentNullException(nameof(values))).ToList();
        Fields = all.ConvertAll(static pair => pair.Key);
        _values = new ValueRow(all.Select(static pair => pair.Value));
    }

    internal ResultRow(IReadOnlyList<string> fields, ValueRow values)
    {
        Fields = fields;
        _values = values;
    }

    /// <summary>The names of the fields, as they are on the wire.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>Numeric id of the record. A query always asks for it.</summary>
    public long Id => Has(IdField) ? GetInt64(IdField) ?? 0 : 0;

    /// <summary>
    /// Gets the value of a field: null, a text, a Boolean, a number, or a <see cref="JToken" /> for anything else.
    /// </summary>
    /// <param name="field">Name of the field, as it is on the wire.</param>
    /// <exception cref="ArgumentException">The row does not have the field; the message names those that it has.</exception>
    public object? this[string field]
    {
        get
        {
            var index = IndexOf(field ?? throw new ArgumentNullException(nameof(field)));
            return index >= 0
                ? _values[index]
                : throw new ArgumentException($"The row has no field of this name. It has {string.Join(", ", Fields)}.", nameof(field));
        }
    }

    /// <summary>Returns true when the row has the field.</summary>
    /// <param name="field">Name of the field, as it is on the wire.</param>
    public bool Has(string field) => IndexOf(field ?? throw new ArgumentNullException(nameof(field))) >= 0;

    /// <summary>Returns the value as text; null when the field is null.</summary>
    /// <param name="field">Name of the field, as it is on the wire.</param>
    /// <exception cref="ArgumentException">The row does not have the field.</exception>
    public string? GetText(string field) =>
        this[field] switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            JContainer json => json.ToString(Newtonsoft.Json.Formatting.None),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    /// <summary>Returns the value as a whole number; null when the field is null or not a whole number.</summary>
    /// <param name="field">Name of the field, as it is on the wire.</param>
    /// <exception cref="ArgumentException">The row does not have the field.</exception>
    public long? GetInt64(string field) =>
        this[field] is long number ? number
        : GetDecimal(field) is { } value && value == decimal.Truncate(value) && value is >= long.MinValue and <= long.MaxValue ? (long)value
        : null;

    /// <summary>Returns the value as a decimal number, also one that is sent as text; null when the field is null or no number.</summary>
    /// <param name="field">Name of the field, as it is on the wire.</param>
    /// <exception cref="ArgumentException">The row does not have the field.</exception>
    public decimal? GetDecimal(string field) =>
        this[field] is not bool && decimal.TryParse(GetText(field), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>Returns the value as a Boolean; null when the field is null or no Boolean.</summary>
    /// <param name="field">Name of the field, as it is on the wire.</param>
    /// <exception cref="ArgumentException">The row does not have the field.</exception>
    public bool? GetBoolean(string field) => bool.TryParse(GetText(field), out var flag) ? flag : null;

    /// <summary>Returns the value as a point in time; null when the field is null or no timestamp.</summary>
    /// <param name="field">Name of the field, as it is on the wire.</param>
    /// <exception cref="ArgumentException">The row does not have the field.</exception>
    public DateTimeOffset? GetTimestamp(string field) => Timestamp.TryParse(GetText(field), out var timestamp) ? timestamp : null;

    /// <summary>Returns the number of fields; never the values, which may be personal.</summary>
    public override string ToString() => $"{Fields.Count} fields";

    private int IndexOf(string field)
    {
        for (var index = 0; index < Fields.Count; index++)
        {
            if (Fields[index] == field)
            {
                return index;
            }
        }

        return -1;
    }
}
