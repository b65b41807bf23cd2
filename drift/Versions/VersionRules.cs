using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Versions;

/// <summary>The rules of <c>version</c>.</summary>
internal static class VersionRules
{
    public static Rule TooLow { get; } =
        new(
            "version-too-low",
            Severity.Breaking,
            RuleGroup.Surface,
            "The version promises more compatibility than the changes since the last release keep."
        );

    public static IReadOnlyList<Rule> All { get; } = [TooLow];
}
