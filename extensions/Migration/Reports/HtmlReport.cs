using System.Globalization;
using System.Text;
using ClickFunnels.Reports;
using static ClickFunnels.Migration.Reports.ReportWords;
using static ClickFunnels.Reports.HtmlPage;
using static ClickFunnels.Reports.ReportText;

namespace ClickFunnels.Migration.Reports;

/// <summary>The report as one HTML page. It is complete without the script, which only filters the rows.</summary>
internal static class HtmlReport
{
    /// <summary>The length of all lists of keys in characters. Lists that do not fit are left out, and their rows stay.</summary>
    private const int MaxDetails = 4_000_000;
    private const int MaxNotes = 100;
    private const int MaxQuestions = 300;

    public static string Write(MigrationReport report)
    {
        var page = new StringBuilder();
        HtmlPage.Start(page, $"{Title(report)}: {Text(report.Source)}", HtmlReportAssets.Style, HtmlReportAssets.Script);
        page.Append(
            $"""
            <header>
            <h1>{Title(report)}</h1>
            <p>From {Text(report.Source)} to workspace {Text(report.Workspace)}, {Time(report.CreatedAt)}</p>
            <p>{Summary(report)}</p>
            </header>
            <main>

            """.ReplaceLineEndings("\n")
        );
        WriteCounts(page, report);
        WriteFilter(page);
        WriteQuestions(page, report);
        var budget = page.Length + MaxDetails;
        WriteGroups(page, "Rejected records", ReportGroup.OfRejected(report), budget);
        WriteGroups(page, "Records that are not finished", ReportGroup.OfUnfinished(report), budget);
        WriteGroups(page, "Fields that are not carried", ReportGroup.OfLosses(report), budget);
        WriteGroups(page, "Differences", ReportGroup.OfDifferences(report), budget);
        WriteNotes(page, report);
        page.Append(CultureInfo.InvariantCulture, $"</main>\n<script>{HtmlReportAssets.Script}</script>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void WriteCounts(StringBuilder page, MigrationReport report)
    {
        page.Append("<section aria-labelledby=\"counts\">\n<h2 id=\"counts\">Records</h2>\n");
        page.Append(HtmlChart.Write(report.Counts));
        StartTable(page, "Number of records of each kind", ["Kind"], ["Read", "New", "Existing", "Rejected", "Done"]);
        foreach (var row in report.Counts)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Plural(row.Kind)}</th>");
            foreach (var count in (int[])[row.Read, row.New, row.Existing, row.Rejected, row.Done])
            {
                page.Append(CultureInfo.InvariantCulture, $"<td class=\"number\">{Number(count)}</td>");
            }

            page.Append("</tr>\n");
        }

        EndTable(page);
        page.Append("</section>\n");
    }

    // Hidden until the script runs, because it does nothing without it.
    private static void WriteFilter(StringBuilder page)
    {
        page.Append(
            "<form id=\"filter\" role=\"search\" aria-label=\"Filter of the rows below\" hidden>\n<label>Kind <select name=\"kind\">\n"
        );
        page.Append("<option value=\"\">all</option>\n");
        foreach (var kind in Enum.GetValues<ShopRecordKind>())
        {
            page.Append(CultureInfo.InvariantCulture, $"<option value=\"{Plural(kind)}\">{Plural(kind)}</option>\n");
        }

        page.Append("</select></label>\n<label>Text <input type=\"search\" name=\"text\" autocomplete=\"off\"></label>\n");
        page.Append("<p><output id=\"shown\" aria-live=\"polite\"></output></p>\n</form>\n");
    }

    private static void WriteQuestions(StringBuilder page, MigrationReport report)
    {
        if (report.Questions.Count == 0)
        {
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>Questions ({Number(report.Questions.Count)})</h2>\n");
        StartTable(
            page,
            "Facts that the source does not tell. The rules decide them.",
            ["Rule", "Question", "Possible values", "Examples"],
            ["Records"]
        );
        foreach (var question in report.Questions.Take(MaxQuestions))
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\"><code>{Text(question.Rule)}</code></th><td>{Text(question.Text)}</td>"
                    + $"<td>{Join(question.Choices)}</td><td>{Join(question.Examples)}</td>"
                    + $"<td class=\"number\">{Number(question.Count)}</td></tr>\n"
            );
        }

        EndTable(page);
        page.Append("</section>\n");
    }

    private static void WriteGroups(StringBuilder page, string title, IReadOnlyList<ReportGroup> groups, int budget)
    {
        if (groups.Count == 0)
        {
            return;
        }

        page.Append(CultureInfo.InvariantCulture, $"<section>\n<h2>{title} ({Number(groups.Sum(static group => group.Count))})</h2>\n");
        StartTable(page, "Records with the same reason are one row.", ["Kind", "Field", "Reason", "Keys"], ["Records"]);
        foreach (var group in groups.Take(ReportGroup.MaxGroups))
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr data-kind=\"{Plural(group.Kind)}\"><td>{Plural(group.Kind)}</td>"
                    + $"<td>{(group.Field is null ? "" : $"<code>{Text(group.Field)}</code>")}</td><td>{Text(group.Reason)}</td><td>"
            );
            WriteKeys(page, group, budget);
            page.Append(CultureInfo.InvariantCulture, $"</td><td class=\"number\">{Number(group.Count)}</td></tr>\n");
        }

        EndTable(page);
        if (groups.Count > ReportGroup.MaxGroups)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<p>{Number(groups.Count - ReportGroup.MaxGroups)} more rows, which the JSON report lists.</p>\n"
            );
        }

        page.Append("</section>\n");
    }

    private static void WriteKeys(StringBuilder page, ReportGroup group, int budget)
    {
        if (page.Length > budget)
        {
            page.Append("The JSON report lists them.");
            return;
        }

        var omitted = group.Count - group.Items.Count;
        var summary = omitted == 0 ? Records(group.Count) : $"the first {Number(group.Items.Count)} of {Records(group.Count)}";
        // A part of the page that scrolls has to be reachable by keyboard.
        page.Append(
            CultureInfo.InvariantCulture,
            $"<details><summary>{summary}</summary>\n<ul class=\"keys\" tabindex=\"0\" aria-label=\"Keys\">\n"
        );
        foreach (var item in group.Items)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<li><code>{Text(item.Key)}</code>{(item.Detail is null ? "" : ": " + Text(item.Detail))}</li>\n"
            );
        }

        page.Append("</ul>\n");
        if (omitted > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{Number(omitted)} more, which the JSON report lists.</p>\n");
        }

        page.Append("</details>");
    }

    private static void WriteNotes(StringBuilder page, MigrationReport report)
    {
        if (report.Notes.Count == 0)
        {
            return;
        }

        page.Append("<section>\n<h2>Notes</h2>\n<ul>\n");
        foreach (var note in report.Notes.Take(MaxNotes))
        {
            page.Append(CultureInfo.InvariantCulture, $"<li>{Text(note)}</li>\n");
        }

        page.Append("</ul>\n</section>\n");
    }

    private static string Join(IEnumerable<string> texts) =>
        string.Join(", ", texts.Take(20).Select(static text => $"<code>{Text(text)}</code>"));
}
