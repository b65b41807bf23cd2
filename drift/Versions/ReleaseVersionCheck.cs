using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Versions;

/// <summary>Checks whether a version is high enough for the changes since the last one.</summary>
internal static class ReleaseVersionCheck
{
    /// <param name="released">The last released version.</param>
    /// <param name="current">The version to release.</param>
    /// <param name="changes">The changes of contract and surfaces.</param>
    /// <exception cref="InputException">A version cannot be read, or nothing was compared.</exception>
    public static Report Check(string released, string current, IReadOnlyList<Report> changes)
    {
        if (changes.Count == 0)
        {
            throw new InputException("version", null, "Nothing was compared; name at least one pair with --contract or --surface.");
        }

        var last = Parse(released);
        var next = Parse(current);
        var step = changes.Max(report => report.Step ?? VersionStep.None);
        var least = last.Next(step);
        Finding[] findings =
            (next.Major, next.Minor, next.Patch).CompareTo((least.Major, least.Minor, least.Patch)) >= 0
                ? []
                :
                [
                    new Finding
                    {
                        Rule = VersionRules.TooLow,
                        Pointer = "/version",
                        Message =
                            $"The version has to be at least {least}, because {Because(step)} since {last}; it is {next}. "
                            + "Raise VersionPrefix in Directory.Build.props.",
                        OldValue = last.ToString(),
                        NewValue = next.ToString(),
                    },
                ];
        return new Report($"{last} → {next}", findings, changes.Sum(report => report.Compared), "operations, types and members")
        {
            Step = step,
            Notes =
            [
                .. changes.Select(report => $"{report.Title}: step {report.Step ?? VersionStep.None}, {report.Findings.Count} changes"),
                $"The version has to be at least {least}; it is {next}.",
            ],
        };
    }

    private static string Because(VersionStep step) =>
        step switch
        {
            VersionStep.Major => "something broke",
            VersionStep.Minor => "something was added",
            VersionStep.Patch => "something changed",
            _ => "nothing changed",
        };

    // Pre-releases count as the version that they announce.
    private static SemanticVersion Parse(string text) =>
        SemanticVersion.Parse(text) is { } version
            ? version with
            {
                Prerelease = null,
            }
            : throw new InputException(text, null, "This is not a version. Expected three numbers such as 1.2.3.");
}
