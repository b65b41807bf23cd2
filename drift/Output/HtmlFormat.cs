using System.Globalization;
using System.Net;
using System.Text;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Output;

/// <summary>
/// One HTML page that needs no other file and no network. It is a list that reads well without the script; the script only filters it.
/// </summary>
internal sealed class HtmlFormat : IReportFormat
{
    /// <summary>The length of the findings in characters; those that do not fit are counted.</summary>
    internal const int MaxFindings = 4_000_000;
    private const int MaxText = 2_000;
    private const int MaxOperations = 50;

    public string Name => "html";

    public void Write(Report report, OutputSettings settings, TextWriter output)
    {
        output.Write(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{HtmlAssets.SecurityPolicy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>Contract drift: {Text(report.Title)}</title>
            <style>{HtmlAssets.Style}</style>
            </head>
            <body>
            <header>
            <h1>Contract drift</h1>
            <p>{Text(report.Title)}</p>
            <p>{Text(ReportText.Summary(report))}</p>

            """.ReplaceLineEndings("\n")
        );
        WriteNotes(report, output);
        output.Write("</header>\n<main>\n");
        WriteFilter(report, output);
        var text = new StringBuilder();
        foreach (var severity in ReportText.Severities)
        {
            var findings = report.Findings.Where(finding => finding.Severity == severity).ToList();
            Section(text, Title(severity), [.. findings.Select(finding => (finding, (WaivedFinding?)null))], report);
        }

        Section(text, "Waived", [.. report.Waived.Select(waived => (waived.Finding, (WaivedFinding?)waived))], report);
        if (text.Length == 0)
        {
            text.Append("<p>No findings.</p>\n");
        }

        output.Write(text);
        output.Write(
            $"</main>\n<footer><p>{Text(Tool.Name)} {Text(Tool.Version)}</p></footer>\n"
                + $"<script>{HtmlAssets.Script}</script>\n</body>\n</html>\n"
        );
    }

    private static void WriteNotes(Report report, TextWriter output)
    {
        if (report.Notes.Count == 0)
        {
            return;
        }

        output.Write("<ul>\n");
        foreach (var note in report.Notes.Take(100))
        {
            output.Write($"<li>{Text(note)}</li>\n");
        }

        output.Write("</ul>\n");
    }

    // Hidden until the script runs, because it does nothing without it.
    private static void WriteFilter(Report report, TextWriter output)
    {
        output.Write(
            "<form id=\"filter\" role=\"search\" aria-label=\"Filter of the findings\" hidden>\n<fieldset><legend>Level</legend>\n"
        );
        foreach (var severity in ReportText.Severities)
        {
            output.Write(
                $"<label><input type=\"checkbox\" name=\"level\" value=\"{severity.Id()}\" checked> {severity.Id()} "
                    + $"({report.Count(severity)})</label>\n"
            );
        }

        output.Write("</fieldset>\n");
        Select("rule", "Rule", "All rules", Findings(report).Select(finding => finding.Rule.Id), output);
        Select("operation", "Operation", "All operations", Findings(report).SelectMany(finding => finding.Operations), output);
        output.Write(
            "<label>Text <input type=\"search\" name=\"text\" autocomplete=\"off\"></label>\n"
                + "<p><output id=\"shown\" aria-live=\"polite\"></output></p>\n</form>\n"
        );
    }

    private static void Select(string name, string label, string all, IEnumerable<string> values, TextWriter output)
    {
        output.Write($"<label>{label} <select name=\"{name}\">\n<option value=\"\">{all}</option>\n");
        foreach (var value in values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(2_000))
        {
            output.Write($"<option value=\"{Text(value)}\">{Text(value)}</option>\n");
        }

        output.Write("</select></label>\n");
    }

    private static IEnumerable<Finding> Findings(Report report) => report.Findings.Concat(report.Waived.Select(waived => waived.Finding));

    private static void Section(
        StringBuilder text,
        string title,
        IReadOnlyList<(Finding Finding, WaivedFinding? Waived)> items,
        Report report
    )
    {
        if (items.Count == 0)
        {
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{title} ({items.Count})</h2>\n");
        var written = 0;
        foreach (var (finding, waived) in items)
        {
            var item = Item(finding, waived, report);
            if (text.Length + item.Length > MaxFindings)
            {
                break;
            }

            text.Append(item);
            written++;
        }

        if (written < items.Count)
        {
            text.Append(CultureInfo.InvariantCulture, $"<p>{items.Count - written} more, which the other formats list.</p>\n");
        }

        text.Append("</section>\n");
    }

    private static string Item(Finding finding, WaivedFinding? waived, Report report)
    {
        var operations = finding.Operations.Take(MaxOperations).ToList();
        var item = new StringBuilder();
        item.Append(
            CultureInfo.InvariantCulture,
            $"<article class=\"{finding.Severity.Id()}\" data-level=\"{finding.Severity.Id()}\" data-rule=\"{Text(finding.Rule.Id)}\" "
                + $"data-operations=\"{string.Join("&#10;", finding.Operations.Take(2_000).Select(Text))}\">\n"
                + $"<h3>{Text(finding.Message)}</h3>\n<dl>\n"
        );
        Detail(item, "Level", Text(finding.Severity.Id()));
        Detail(item, "Rule", Code(finding.Rule.Id));
        Detail(item, "C#", finding.CSharp is { } hint ? Text(hint) : null);
        Detail(item, "At", string.Join(' ', ((string?[])[ReportText.Location(finding), finding.Pointer]).OfType<string>().Select(Code)));
        Detail(
            item,
            "In",
            string.Join(", ", operations.Select(Code))
                + (finding.Operations.Count > operations.Count ? $" and {finding.Operations.Count - operations.Count} more" : "")
        );
        Detail(item, "Fingerprint", Code(finding.Fingerprint));
        Detail(item, "Waived", waived is null ? null : Text($"until {waived.Expires:O}: {waived.Reason}"));
        item.Append("</dl>\n");
        Side(item, "Old", finding.OldValue, report.OldDocument, finding.Pointer);
        Side(item, "New", finding.NewValue, report.NewDocument, finding.Pointer, isNew: true);
        return item.Append("</article>\n").ToString();
    }

    private static void Side(StringBuilder item, string label, string? value, SpecFile? document, string pointer, bool isNew = false)
    {
        item.Append(isNew ? "" : "<div class=\"sides\">\n");
        item.Append(CultureInfo.InvariantCulture, $"<div><h4>{label}</h4>\n");
        item.Append(value is null ? "<p>(nothing)</p>\n" : $"<p>{Code(value)}</p>\n");
        if (document is not null && SourceExcerpt.Of(document, pointer) is { } lines)
        {
            // A part of the page that scrolls has to be reachable by keyboard.
            item.Append(CultureInfo.InvariantCulture, $"<pre tabindex=\"0\" role=\"group\" aria-label=\"{label} contract\"><code>");
            item.AppendJoin('\n', lines.Select(Text));
            item.Append("</code></pre>\n");
        }

        item.Append(isNew ? "</div>\n</div>\n" : "</div>\n");
    }

    private static void Detail(StringBuilder item, string label, string? html)
    {
        if (!string.IsNullOrEmpty(html))
        {
            item.Append(CultureInfo.InvariantCulture, $"<div><dt>{label}</dt><dd>{html}</dd></div>\n");
        }
    }

    private static string Code(string text) => $"<code>{Text(text)}</code>";

    /// <summary>Escapes text for the content of elements and for quoted attributes.</summary>
    private static string Text(string text) =>
        WebUtility
            .HtmlEncode(Printable.Line(text.Length > MaxText ? text[..MaxText] + "…" : text))
            .Replace("`", "&#96;", StringComparison.Ordinal);

    private static string Title(Severity severity) =>
        severity switch
        {
            Severity.Breaking => "Breaking",
            Severity.Warning => "Warnings",
            _ => "Info",
        };
}
