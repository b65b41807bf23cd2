using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace ClickFunnels.Core;

/// <summary>
/// A field that holds one text or a list of them, as the value of a filter criterion does. Both convert by themselves,
/// and each is written in the form it was given in.
/// </summary>
[CollectionBuilder(typeof(OneOrMany), nameof(Create))]
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

    /// <summary>Whether it is a list on the wire, even if of one.</summary>
    public bool IsMany { get; }

    /// <inheritdoc />
    public int Count => Values.Count;

    internal IReadOnlyList<string> Values { get; }

    /// <inheritdoc />
    public string this[int index] => Values[index];

    /// <summary>Holds one text.</summary>
    /// <param name="value">The text.</param>
    public static implicit operator OneOrMany(string value) => new(value);

    /// <summary>Holds a list.</summary>
    /// <param name="values">The texts; they are copied.</param>
    public static implicit operator OneOrMany(string[] values) => new(values);

    /// <summary>Makes a list from a collection expression.</summary>
    /// <param name="values">The texts.</param>
    public static OneOrMany Create(ReadOnlySpan<string> values) => new(values.ToArray());

    /// <inheritdoc />
    public IEnumerator<string> GetEnumerator() => Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the number of texts; never the texts, which may be personal.</summary>
    public override string ToString() => $"{Count} values";
}
