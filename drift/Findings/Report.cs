using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Findings;

/// <summary>The result of a command: its findings and the number of compared things.</summary>
/// <param name="Title">The compared inputs, for headings.</param>
/// <param name="Findings">The findings, worst first.</param>
/// <param name="Compared">The number of compared things; never 0, because comparing nothing is an error.</param>
/// <param name="Unit">The unit of <paramref name="Compared"/>, in the plural: <c>operations</c>.</param>
internal sealed record Report(string Title, IReadOnlyList<Finding> Findings, int Compared, string Unit)
{
    /// <summary>Step of the semantic version; null for commands that do not compare contracts.</summary>
    public VersionStep? Step { get; init; }

    /// <summary>The old contract; null for commands that do not compare contracts.</summary>
    public SpecFile? OldDocument { get; init; }

    /// <summary>The contract, or the new one; null for commands that read none.</summary>
    public SpecFile? NewDocument { get; init; }

    /// <summary>The next version, if the current one is known.</summary>
    public string? NextVersion { get; init; }

    /// <summary>Findings that a waiver silences, with its reason.</summary>
    public IReadOnlyList<WaivedFinding> Waived { get; init; } = [];

    /// <summary>Further lines for people, such as waivers that match nothing.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Sorts findings: worst first, then by position.</summary>
    public static IReadOnlyList<Finding> Sort(IEnumerable<Finding> findings) =>
        [
            .. findings
                .OrderByDescending(finding => finding.Severity)
                .ThenBy(finding => finding.File, StringComparer.Ordinal)
                .ThenBy(finding => finding.Pointer, StringComparer.Ordinal)
                .ThenBy(finding => finding.Rule.Id, StringComparer.Ordinal)
                .ThenBy(finding => finding.OldValue, StringComparer.Ordinal)
                .ThenBy(finding => finding.NewValue, StringComparer.Ordinal),
        ];
}

/// <summary>A finding that a waiver silences, and until which day.</summary>
internal sealed record WaivedFinding(Finding Finding, string Reason, DateOnly Expires);
