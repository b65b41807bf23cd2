using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Findings;

/// <summary>A rule that findings come from.</summary>
/// <param name="Id">Stable name in kebab-case.</param>
/// <param name="Severity">The effect on a C# caller.</param>
/// <param name="Group">The part of the contract or project that it concerns.</param>
/// <param name="Summary">The effect on a C# caller in one sentence, for the documentation.</param>
/// <param name="Step">The version step that a finding requires.</param>
/// <param name="Breaks">The things that it breaks; none unless the severity is breaking.</param>
internal sealed record Rule(string Id, Severity Severity, RuleGroup Group, string Summary, VersionStep Step, Breaks Breaks)
{
    /// <summary>Creates a rule that breaks the wire if it is breaking, and nothing otherwise.</summary>
    public Rule(string id, Severity severity, RuleGroup group, string summary)
        : this(id, severity, group, summary, severity == Severity.Breaking ? Breaks.Wire : Breaks.None) { }

    /// <summary>Creates a rule whose step follows from its severity.</summary>
    public Rule(string id, Severity severity, RuleGroup group, string summary, Breaks breaks)
        : this(id, severity, group, summary, StepOf(severity), breaks) { }

    /// <summary>Creates a rule with an explicit step.</summary>
    public Rule(string id, Severity severity, RuleGroup group, string summary, VersionStep step)
        : this(id, severity, group, summary, step, severity == Severity.Breaking ? Breaks.Wire : Breaks.None) { }

    /// <summary>The half of the call that the rule concerns.</summary>
    public Direction Direction => Group.Direction();

    private static VersionStep StepOf(Severity severity) =>
        severity switch
        {
            Severity.Breaking => VersionStep.Major,
            Severity.Warning => VersionStep.Minor,
            _ => VersionStep.Patch,
        };
}
