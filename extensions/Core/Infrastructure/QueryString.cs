using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Builds the query of a request. Names and values are escaped; null values are left out.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class QueryString
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a parameter.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value; null to leave it out.</param>
    public void Add(string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        _text.Append(_text.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
    }

    /// <summary>Adds a parameter with the value <c>true</c> or <c>false</c>.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value; null to leave it out.</param>
    public void Add(string name, bool? value) => Add(name, value is { } flag ? (flag ? "true" : "false") : null);

    /// <summary>Adds a number.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value; null to leave it out.</param>
    public void Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a decimal number.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value; null to leave it out.</param>
    public void Add(string name, decimal? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    /// <summary>Adds a number with a fraction.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value; null to leave it out.</param>
    public void Add(string name, double? value) => Add(name, value?.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Adds a point in time in ISO 8601.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value; null to leave it out.</param>
    public void Add(string name, DateTimeOffset? value) => Add(name, value is { } timestamp ? Timestamp.Format(timestamp) : null);

    /// <summary>Adds a point in time as seconds since the Unix epoch; a fraction of a second is dropped.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value; null to leave it out.</param>
    public void AddUnixTime(string name, DateTimeOffset? value) => Add(name, value?.ToUnixTimeSeconds());

    /// <summary>Adds a member of an open enumeration.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="value">Its value; null to leave it out.</param>
    /// <typeparam name="T">The enumeration.</typeparam>
    public void Add<T>(string name, T? value)
        where T : struct, IOpenEnumeration<T> => Add(name, value?.Value);

    /// <summary>Adds one parameter for each text.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="values">The texts; null to leave the parameter out.</param>
    public void Add(string name, IReadOnlyList<string>? values)
    {
        foreach (var value in values ?? [])
        {
            Add(name, value);
        }
    }

    /// <summary>Adds one parameter for each number.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="values">The numbers; null to leave the parameter out.</param>
    public void Add(string name, IReadOnlyList<long>? values)
    {
        foreach (var value in values ?? [])
        {
            Add(name, value);
        }
    }

    /// <summary>Adds one parameter for each value.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="values">The values; null to leave the parameter out.</param>
    /// <typeparam name="T">The enumeration.</typeparam>
    public void Add<T>(string name, IReadOnlyList<T>? values)
        where T : struct, IOpenEnumeration<T>
    {
        if (values is not null)
        {
            foreach (var value in values)
            {
                Add(name, value.Value);
            }
        }
    }

    /// <summary>Adds the values of one filter attribute, separated by commas.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="values">The values; the parameter is left out when there are none.</param>
    /// <typeparam name="T">The type of a value.</typeparam>
    public void Add<T>(string name, FilterValues<T> values)
        where T : notnull => Add(name, values.ToQueryValue(name));

    /// <summary>Adds the attributes of a filter, such as <c>filter[id]</c>.</summary>
    /// <param name="name">Name of the parameter, such as <c>filter</c>.</param>
    /// <param name="filter">The filter; null to leave it out.</param>
    public void Add(string name, Filter? filter) => filter?.WriteTo(this, name);

    /// <summary>Returns the query with its question mark; empty when it has no parameter.</summary>
    public override string ToString() => _text.ToString();
}
