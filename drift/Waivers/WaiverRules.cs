using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Waivers;

/// <summary>What may be wrong with waivers themselves.</summary>
internal static class WaiverRules
{
    public static readonly Rule Expired = new(
        "waiver-expired",
        Severity.Warning,
        Direction.None,
        "A waiver's last day is over, so what it silenced counts again.",
        VersionStep.None
    );
    public static readonly Rule Unused = new(
        "waiver-unused",
        Severity.Info,
        Direction.None,
        "A waiver matches no finding any more and can be deleted.",
        VersionStep.None
    );

    public static IReadOnlyList<Rule> All { get; } = [Expired, Unused];
}
