using System;
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Runtime.CompilerServices;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// A field that holds one text or a list of them, as the value of a filter criterion does. Both convert implicitly, and
/// each is written in the form it was given in.
/// </summary>
[CollectionBuilder(typeof(OneOrMany), nameof(Create))]
[Newtonsoft.Json.JsonConverter(typeof(OneOrManyConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(OneOrManyJsonConverter))]
public sealed class OneOrMany : IReadOnlyList<string>
{
    /// <summary>Holds one text.</summary>
    /// <param name="value">The text.</param>
    public OneOrMany(string value) => Values = [value ?? throw new ArgumentNullException(nameof(value))];

    /// <summary>Holds a list.</summary>
    /// <param name="values">The texts; they are copied.</param>
    public OneOrMany(IEnumerable<string> values)
    {
        Values = values.ToArray();
        IsMany = true;
    }

    /// <summary>True when it is a list on the wire, even a list of one.</summary>
    public bool IsMany { get; }

    /// <inheritdoc />
    public int Count => Values.Count;

    internal IReadOnlyList<string> Values { get; }

    /// <inheritdoc />
    public string this[int index] => Values[index];

    /// <summary>Holds one text; null gives null.</summary>
    /// <param name="value">The text.</param>
    [return: NotNullIfNotNull(nameof(value))]
    public static implicit operator OneOrMany?(string? value) => value is null ? null : new(value);

    /// <summary>Holds a list; null gives null.</summary>
    /// <param name="values">The texts; they are copied.</param>
    [return: NotNullIfNotNull(nameof(values))]
    public static implicit operator OneOrMany?(string[]? values) => values is null ? null : new(values);

    /// <summary>Creates a list from a collection expression.</summary>
    /// <param name="values">The texts.</param>
    public static OneOrMany Create(ReadOnlySpan<string> values) => new(values.ToArray());

    /// <inheritdoc />
    public IEnumerator<string> GetEnumerator() => Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the number of texts; never the texts, which may be personal.</summary>
    public override string ToString() => $"{Count} values";
}
