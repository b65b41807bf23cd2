using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// The values of one filter attribute; a record matches when it has any of them. One value converts implicitly, several
/// are written as a collection: <c>Id = 42</c>, <c>Id = [1, 2]</c>.
/// </summary>
/// <typeparam name="T">The type of a value.</typeparam>
[CollectionBuilder(typeof(FilterValues), nameof(FilterValues.Create))]
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public readonly struct FilterValues<T> : IReadOnlyList<T>
    where T : notnull
{
    private readonly T[]? _values;

    internal FilterValues(T[] values) => _values = values;

    /// <summary>The number of values; with none the attribute does not narrow the list.</summary>
    public int Count => _values?.Length ?? 0;

    /// <inheritdoc />
    public T this[int index] => (_values ?? [])[index];

    /// <summary>Holds one value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator FilterValues<T>(T value) => new([value]);

    /// <summary>Holds several values; null gives none.</summary>
    /// <param name="values">The values; they are copied.</param>
    public static implicit operator FilterValues<T>(T[]? values) => new([.. values ?? []]);

    /// <summary>Holds several values; null gives none.</summary>
    /// <param name="values">The values; they are copied.</param>
    public static implicit operator FilterValues<T>(List<T>? values) => new([.. values ?? []]);

    /// <inheritdoc />
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)(_values ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns the number of values; never the values, which may be personal.</summary>
    public override string ToString() => $"{Count} values";

    internal string? ToQueryValue(string attribute)
    {
        if (Count == 0)
        {
            return null;
        }

        var texts = _values!.Select(static value => Text(value) ?? string.Empty).ToArray();
        for (var index = 0; index < texts.Length; index++)
        {
            if (texts[index].Length == 0)
            {
                throw new ArgumentException($"Value {index} of {attribute} is empty; leave it out.");
            }

            if (texts[index].IndexOf(',') >= 0)
            {
                throw new ArgumentException(
                    $"Value {index} of {attribute} contains a comma. The service separates values by commas and documents no "
                        + "way to escape one, so the list cannot be filtered by such a value."
                );
            }
        }

        return string.Join(",", texts);
    }

    private static string? Text(T value) =>
        value is DateTimeOffset timestamp ? Timestamp.Format(timestamp) : Convert.ToString(value, CultureInfo.InvariantCulture);
}

/// <summary>Creates <see cref="FilterValues{T}" /> from a collection expression.</summary>
public static class FilterValues
{
    /// <summary>Copies the values.</summary>
    /// <param name="values">The values.</param>
    /// <typeparam name="T">The type of a value.</typeparam>
    public static FilterValues<T> Create<T>(ReadOnlySpan<T> values)
        where T : notnull => new(values.ToArray());
}
