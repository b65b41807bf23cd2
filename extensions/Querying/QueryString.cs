using System;
using System.Collections.Generic;
using System.Text;

namespace ClickFunnels;

/// <summary>Builds the query of a request. Names and values are escaped; what is null or empty is left out.</summary>
internal sealed class QueryString
{
    private readonly StringBuilder _text = new();

    public void Add(string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        _text.Append(_text.Length == 0 ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
    }

    public void Add(string name, bool? value) => Add(name, value is { } flag ? (flag ? "true" : "false") : null);

    public void Add(string name, DateTimeOffset? value) => Add(name, value is { } timestamp ? Timestamp.Format(timestamp) : null);

    public void Add<T>(string name, T? value)
        where T : struct, IOpenEnumeration<T> => Add(name, value?.Value);

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

    public void Add<T>(string name, FilterValues<T> values)
        where T : notnull => Add(name, values.ToQueryValue(name));

    /// <summary>A filter writes its attributes under their own names, such as <c>filter[id]</c>.</summary>
    public void Add(string name, Filter? filter)
    {
        _ = name;
        filter?.WriteTo(this);
    }

    public override string ToString() => _text.ToString();
}
