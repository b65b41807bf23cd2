using System;
using System.Collections.Generic;

namespace ClickFunnels.Workflows;

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
