using System.Globalization;
using System.Text;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Output;

/// <summary>Markdown for a comment on a pull request: a table of counts, breaking findings first, informational ones folded.</summary>
internal sealed class MarkdownFormat : IReportFormat
{
    /// <summary>GitHub limits comments to 65,536 characters; some are reserved for the text after the findings.</summary>
    internal const int MaxFindings = 56_000;

    public string Name => "markdown";

    public void Write(Report report, OutputSettings settings, TextWriter output)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## Contract drift: {MarkdownText.Escape(report.Title)}\n\n");
        text.Append("| Breaking | Warnings | Info | Waived | Compared |\n| ---: | ---: | ---: | ---: | ---: |\n");
        text.Append(
            CultureInfo.InvariantCulture,
            $"| {report.Count(Severity.Breaking)} | {report.Count(Severity.Warning)} | {report.Count(Severity.Info)} | "
                + $"{report.Waived.Count} | {MarkdownText.Escape(ReportText.Compared(report))} |\n"
        );
        if (report.Step is { } step)
        {
            text.Append(CultureInfo.InvariantCulture, $"\nSemantic version step: **{step.Id()}**\n");
        }

        if (report.Findings.Count == 0)
        {
            text.Append("\nNo findings.\n");
        }

        var section = new Sections(text);
        section.Write("Breaking", false, [.. report.Findings.Where(finding => finding.Severity == Severity.Breaking).Select(Item)]);
        section.Write("Warnings", false, [.. report.Findings.Where(finding => finding.Severity == Severity.Warning).Select(Item)]);
        section.Write("Info", true, [.. report.Findings.Where(finding => finding.Severity == Severity.Info).Select(Item)]);
        section.Write("Waived", true, [.. report.Waived.Select(Item)]);
        section.Write("Notes", false, [.. report.Notes.Select(note => $"- {MarkdownText.Escape(note)}\n")]);
        output.Write(text);
    }

    private static string Item(Finding finding)
    {
        var item = new StringBuilder($"- **{MarkdownText.Escape(finding.Rule.Id)}**: {MarkdownText.Escape(finding.Message)}\n");
        Detail(
            item,
            "At",
            string.Join(
                ' ',
                ((string?[])[ReportText.Location(finding), finding.Pointer])
                    .Where(part => !string.IsNullOrEmpty(part))
                    .Select(part => MarkdownText.Code(part!))
            )
        );
        Detail(item, "Change", ReportText.Change(finding, MarkdownText.Code));
        Detail(item, "C#", finding.CSharp is { } hint ? MarkdownText.Escape(hint) : null);
        Detail(item, "In", ReportText.Operations(finding, MarkdownText.Code));
        Detail(item, "Fingerprint", MarkdownText.Code(finding.Fingerprint));
        return item.ToString();
    }

    private static string Item(WaivedFinding waived) =>
        Item(waived.Finding) + $"  - Waived until {waived.Expires:O}: {MarkdownText.Escape(waived.Reason)}\n";

    private static void Detail(StringBuilder item, string label, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            item.Append(CultureInfo.InvariantCulture, $"  - {label}: {text}\n");
        }
    }

    /// <summary>Writes headings with their items until the comment is full, and the number of items that did not fit.</summary>
    private sealed class Sections(StringBuilder text)
    {
        public void Write(string title, bool folded, IReadOnlyList<string> items)
        {
            if (items.Count == 0)
            {
                return;
            }

            text.Append(folded ? $"\n<details>\n<summary>{title} ({items.Count})</summary>\n\n" : $"\n### {title} ({items.Count})\n\n");
            var fitting = items.TakeWhile(item => text.Length + item.Length <= MaxFindings && text.Append(item) is not null).Count();
            if (fitting < items.Count)
            {
                text.Append(CultureInfo.InvariantCulture, $"- {items.Count - fitting} more, which the other formats list\n");
            }

            if (folded)
            {
                text.Append("\n</details>\n");
            }
        }
    }
}
