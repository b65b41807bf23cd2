namespace ClickFunnels.Drift.Findings;

/// <summary>A rule that findings come from.</summary>
/// <param name="Id">Stable name in kebab-case.</param>
/// <param name="Severity">How much it hurts a C# caller.</param>
/// <param name="Direction">The half of the call that it concerns.</param>
/// <param name="Summary">One sentence for the documentation: what it means for a C# caller.</param>
/// <param name="Step">The step of the semantic version that a finding demands.</param>
internal sealed record Rule(string Id, Severity Severity, Direction Direction, string Summary, VersionStep Step)
{
    public Rule(string id, Severity severity, Direction direction, string summary)
        : this(id, severity, direction, summary, severity switch
        {
            Severity.Breaking => VersionStep.Major,
            Severity.Warning => VersionStep.Minor,
            _ => VersionStep.Patch,
        })
    {
    }
}
