using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Findings;

/// <summary>A rule that findings come from.</summary>
/// <param name="Id">Stable name in kebab-case.</param>
/// <param name="Severity">How much it hurts a C# caller.</param>
/// <param name="Direction">The half of the call that it concerns.</param>
/// <param name="Summary">One sentence for the documentation: what it means for a C# caller.</param>
/// <param name="Step">The step of the semantic version that a finding demands.</param>
/// <param name="Breaks">What it breaks: something if and only if it is breaking.</param>
internal sealed record Rule(string Id, Severity Severity, Direction Direction, string Summary, VersionStep Step, Breaks Breaks)
{
    /// <summary>Creates a rule that breaks nothing, or the wire alone.</summary>
    public Rule(string id, Severity severity, Direction direction, string summary)
        : this(id, severity, direction, summary, severity == Severity.Breaking ? Breaks.Wire : Breaks.None) { }

    /// <summary>Creates a rule whose step follows from its severity.</summary>
    public Rule(string id, Severity severity, Direction direction, string summary, Breaks breaks)
        : this(id, severity, direction, summary, StepOf(severity), breaks) { }

    /// <summary>Creates a rule with a step of its own.</summary>
    public Rule(string id, Severity severity, Direction direction, string summary, VersionStep step)
        : this(id, severity, direction, summary, step, severity == Severity.Breaking ? Breaks.Wire : Breaks.None) { }

    private static VersionStep StepOf(Severity severity) =>
        severity switch
        {
            Severity.Breaking => VersionStep.Major,
            Severity.Warning => VersionStep.Minor,
            _ => VersionStep.Patch,
        };
}
