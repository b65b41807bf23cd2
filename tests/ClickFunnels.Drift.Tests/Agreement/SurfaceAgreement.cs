using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Tests.Agreement;

/// <summary>
/// Compares what <c>drift diff</c> says of two contracts with what <c>drift surface</c> says of the clients that are generated from them.
/// </summary>
internal static class SurfaceAgreement
{
    /// <summary>
    /// Returns what the two disagree about; null if they agree. They agree if the surface has a breaking finding exactly when diff has a
    /// finding that breaks C#. Such a finding is breaking and demands a major step; one that breaks the wire alone says nothing of the
    /// surface.
    /// </summary>
    public static string? Disagreement(Report diff, Report surface)
    {
        var broken = surface.Findings.Where(finding => finding.Severity == Severity.Breaking).ToList();
        var said = diff.Findings.Where(finding => finding.Rule.Breaks.HasFlag(Breaks.CSharp)).ToList();
        return (broken.Count > 0, said.Count > 0) switch
        {
            (true, false) => $"The surface breaks, and diff is silent.\n  surface: {Lines(broken)}\n  diff: {Lines(diff.Findings)}",
            (false, true) => $"Diff says that C# breaks, and it does not.\n  diff: {Lines(said)}",
            _ => null,
        };
    }

    private static string Lines(IEnumerable<Finding> findings) =>
        string.Join("\n    ", findings.Select(finding => $"{finding.Rule.Id}: {finding.Message}").DefaultIfEmpty("no finding"));
}
