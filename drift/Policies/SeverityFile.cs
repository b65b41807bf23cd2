using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Policies;

/// <summary>The severities that a team gives to findings. The last matching entry decides.</summary>
internal sealed record SeverityFile(string Name, IReadOnlyList<SeverityOverride> Entries)
{
    /// <exception cref="InputException">The file cannot be read or is invalid.</exception>
    public static async Task<SeverityFile> LoadAsync(string file, CancellationToken cancellationToken) =>
        SeverityFileReader.Read(file, await SpecSource.ReadAsync(file, cancellationToken, SeverityFileReader.MaxBytes));

    /// <summary>Sets the levels of the findings, and removes those that are switched off. Applying it again changes nothing.</summary>
    public Report Apply(Report report)
    {
        var findings = new List<Finding>(report.Findings.Count);
        foreach (var finding in report.Findings)
        {
            var entry = Entries.LastOrDefault(entry => entry.Matches(finding));
            if (entry is null)
            {
                findings.Add(finding);
            }
            else if (entry.Level is { } level)
            {
                findings.Add(finding with { Level = level });
            }
        }

        var off = report.Findings.Count - findings.Count;
        return report with
        {
            Findings = Report.Sort(findings),
            Notes =
                off == 0 ? report.Notes : [.. report.Notes, $"{Name}: {(off == 1 ? "1 finding is" : $"{off} findings are")} switched off."],
        };
    }
}
