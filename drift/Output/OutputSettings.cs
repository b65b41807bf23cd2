using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Output;

/// <summary>What a format has to know beside the report.</summary>
/// <param name="FailOn">Least severity that makes the program fail.</param>
internal sealed record OutputSettings(Severity FailOn)
{
    /// <summary>Whether the text may be colored.</summary>
    public bool Color { get; init; }

    /// <summary>Width of the terminal; null when it is none, and lines are as long as they are.</summary>
    public int? Width { get; init; }
}
