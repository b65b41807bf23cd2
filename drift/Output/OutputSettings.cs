using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Output;

/// <summary>The settings of a format.</summary>
/// <param name="FailOn">Minimum severity that makes the program fail.</param>
internal sealed record OutputSettings(Severity FailOn)
{
    /// <summary>True if the text may contain colors.</summary>
    public bool Color { get; init; }

    /// <summary>Width of the terminal; null if the output is not a terminal and lines are not wrapped.</summary>
    public int? Width { get; init; }
}
