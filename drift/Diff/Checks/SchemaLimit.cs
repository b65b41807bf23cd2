using System.Globalization;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>One keyword that limits values, and how people speak of it.</summary>
/// <param name="Keyword">The keyword as 3.1 has it.</param>
/// <param name="Suffix">What the names of its rules begin with after the place: <c>max-length</c>.</param>
/// <param name="IsUpper">Whether it limits from above.</param>
/// <param name="Noun">Its name in a sentence: <c>maximum length</c>.</param>
/// <param name="Says">What a value has to do, before the number: <c>may hold at most</c>.</param>
/// <param name="Beyond">The values that it forbids: <c>longer texts</c>.</param>
internal sealed record SchemaLimit(string Keyword, string Suffix, bool IsUpper, string Noun, string Says, string Beyond)
{
    /// <summary>What is counted, in singular and plural; null for limits of the value itself.</summary>
    public (string One, string Many)? Unit { get; init; }

    /// <summary>The keyword that limits the same end, exclusive against inclusive.</summary>
    public string? Counterpart { get; init; }

    /// <summary>Whether the keyword holds even where it is not written, so that it can neither be set nor unset.</summary>
    public bool HasDefault { get; init; }

    /// <summary>The limit in a sentence: <c>may hold at most 60 characters</c>.</summary>
    public string Sentence(decimal value) => $"{Says} {Text(value)}" + (Unit is { } unit ? " " + (value == 1 ? unit.One : unit.Many) : "");

    /// <summary>A number without trailing zeros, so that 1 and 1.0 read the same.</summary>
    public static string Text(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);
}
