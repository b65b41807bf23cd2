using ClickFunnels.Contracts;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Waivers;

/// <summary>The rules for problems of the waivers themselves.</summary>
internal static class WaiverRules
{
    public static readonly Rule Expired = new(
        "waiver-expired",
        Severity.Warning,
        RuleGroup.Waivers,
        "A waiver expired, so its finding counts again.",
        VersionStep.None
    );
    public static readonly Rule Unused = new(
        "waiver-unused",
        Severity.Info,
        RuleGroup.Waivers,
        "A waiver no longer matches a finding and can be deleted.",
        VersionStep.None
    );

    public static IReadOnlyList<Rule> All { get; } = [Expired, Unused];
}
