using System.Globalization;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>A keyword that limits values, and its wording.</summary>
/// <param name="Keyword">The keyword of OpenAPI 3.1.</param>
/// <param name="Suffix">The part of the rule ids that names the keyword: <c>max-length</c>.</param>
/// <param name="IsUpper">True for an upper limit.</param>
/// <param name="Noun">The name of the limit in a sentence: <c>maximum length</c>.</param>
/// <param name="Says">The requirement before the number: <c>may hold at most</c>.</param>
/// <param name="Beyond">The values that the limit forbids: <c>longer texts</c>.</param>
internal sealed record SchemaLimit(string Keyword, string Suffix, bool IsUpper, string Noun, string Says, string Beyond)
{
    /// <summary>The counted unit in singular and plural; null for limits of the value itself.</summary>
    public (string One, string Many)? Unit { get; init; }

    /// <summary>The exclusive or inclusive counterpart of the keyword.</summary>
    public string? Counterpart { get; init; }

    /// <summary>True if the keyword has a default, so that it can neither be set nor removed.</summary>
    public bool HasDefault { get; init; }

    /// <summary>Gets the limit in a sentence: <c>may hold at most 60 characters</c>.</summary>
    public string Sentence(decimal value) => $"{Says} {Text(value)}" + (Unit is { } unit ? " " + (value == 1 ? unit.One : unit.Many) : "");

    /// <summary>Formats a number without trailing zeros, so that 1 and 1.0 are the same.</summary>
    public static string Text(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
