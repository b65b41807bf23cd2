using System;
using System.Collections.Generic;
using System.Linq;

namespace ClickFunnels.Workflows;

/// <summary>Combinations of property values, and their text such as <c>Size=S, Color=red</c>.</summary>
internal static class Combination
{
    private static readonly char[] Special = [',', '=', '[', ']', '"'];

    /// <summary>
    /// Returns all combinations, in which the last property changes fastest. Without properties there is one combination without
    /// values.
    /// </summary>
    public static IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> All(IEnumerable<ProductPropertyPlan> properties)
    {
        IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> combinations =
        [
            [],
        ];
        return properties.Aggregate(
            combinations,
            static (sofar, property) =>
                sofar.SelectMany(
                    _ => property.Values,
                    (head, value) => (IReadOnlyList<KeyValuePair<string, string>>)[.. head, new(property.Name!, value)]
                )
        );
    }

    /// <summary>Returns the number of combinations without creating them, up to a limit, because a plan may have absurdly many.</summary>
    public static long Count(IEnumerable<ProductPropertyPlan> properties) =>
        properties.Aggregate(1L, static (count, property) => Math.Min(count * Math.Max(1, property.Values.Count), int.MaxValue));

    /// <summary>Returns the text of values, in the order of the plan's properties.</summary>
    public static string Key(IEnumerable<ProductPropertyPlan> properties, IDictionary<string, string> values) =>
        Text(
            properties
                .Where(property => values.ContainsKey(property.Name!))
                .Select(property => new KeyValuePair<string, string>(property.Name!, values[property.Name!]))
        );

    public static string Text(IEnumerable<KeyValuePair<string, string>> values) =>
        string.Join(", ", values.Select(static pair => $"{Quote(pair.Key)}={Quote(pair.Value)}"));

    /// <summary>Quotes a text where it would be ambiguous, so that two combinations never have the same text.</summary>
    private static string Quote(string? text) =>
        text is null || text.Length == 0 || text.IndexOfAny(Special) >= 0 || text.Trim().Length != text.Length
            ? "\"" + text?.Replace("\"", "\"\"") + "\""
            : text;
}

/// <summary>
/// Compares names and values of properties like the service: ignoring case and the amount of white space. Rule: published guide on
/// products.
/// </summary>
internal sealed class PropertyText : IEqualityComparer<string?>
{
    private PropertyText() { }

    public static PropertyText Comparer { get; } = new();

    public bool Equals(string? x, string? y) => StringComparer.OrdinalIgnoreCase.Equals(Normal(x), Normal(y));

    public int GetHashCode(string? obj) => StringComparer.OrdinalIgnoreCase.GetHashCode(Normal(obj));

    private static string Normal(string? text) =>
        string.Join(" ", (text ?? string.Empty).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
