using System.Globalization;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Output;

/// <summary>Workflow commands, which GitHub Actions shows as annotations, and the summary as a plain line.</summary>
internal sealed class GitHubFormat : IReportFormat
{
    public string Name => "github";

    public void Write(Report report, OutputSettings settings, TextWriter output)
    {
        foreach (var finding in report.Findings)
        {
            output.Write($"::{Command(finding.Severity)} {Properties(finding)}::{Data(Message(finding))}\n");
        }

        foreach (var note in report.Notes)
        {
            output.Write($"::notice title={Property(Tool.Name)}::{Data(Printable.Line(note))}\n");
        }

        output.Write($"{Printable.LogLine($"{Tool.Name}: {report.Title}: {ReportText.Summary(report)}")}\n");
    }

    private static string Properties(Finding finding)
    {
        var properties = new List<string>();

        // An address is not a file of the repository; the message names it.
        if (finding.File is { } file && !ArtifactUri.IsAddress(file))
        {
            properties.Add($"file={Property(Printable.Line(ArtifactUri.RelativePath(file) ?? file))}");
            if (finding.Position is { } position)
            {
                properties.Add(string.Create(CultureInfo.InvariantCulture, $"line={position.Line}"));
                properties.Add(string.Create(CultureInfo.InvariantCulture, $"col={position.Column}"));
            }
        }

        properties.Add($"title={Property(finding.Rule.Id)}");
        return string.Join(',', properties);
    }

    private static string Message(Finding finding) =>
        string.Join(
            '\n',
            (
                (string?[])
                    [
                        finding.Message,
                        finding.File is { } file && ArtifactUri.IsAddress(file) ? ReportText.Location(finding) : null,
                        finding.Pointer,
                        ReportText.Change(finding, value => value),
                        ReportText.Operations(finding, operation => operation),
                        $"fingerprint {finding.Fingerprint}",
                    ]
            )
                .Where(line => !string.IsNullOrEmpty(line))
                .Select(line => Printable.Line(line!))
        );

    private static string Command(Severity severity) =>
        severity switch
        {
            Severity.Breaking => "error",
            Severity.Warning => "warning",
            _ => "notice",
        };

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("\r", "%0D", StringComparison.Ordinal)
            .Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) =>
        Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
