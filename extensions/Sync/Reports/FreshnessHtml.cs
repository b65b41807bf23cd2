using System.Globalization;
using System.Text;
using ClickFunnels.Reports;
using static ClickFunnels.Reports.HtmlPage;
using static ClickFunnels.Reports.ReportText;

namespace ClickFunnels.Sync;

/// <summary>The report as one HTML page without a script.</summary>
internal static class FreshnessHtml
{
    private const int MaxCharts = 200;

    private static readonly string Style = (
        "\n"
        + HtmlPage.Style
        + """
            :root { --rows: #1565c0; --delay: #b3541e; }
            @media (prefers-color-scheme: dark) { :root { --rows: #90caf9; --delay: #ffb74d; } }
            .axis { fill: none; stroke: currentColor; }
            polyline { fill: none; stroke-width: 2; }
            polyline.rows { stroke: var(--rows); }
            polyline.delay { stroke: var(--delay); }
            circle.rows { fill: var(--rows); }
            circle.delay { fill: var(--delay); }

            """
    ).ReplaceLineEndings("\n");

    public static string Write(SyncReport report)
    {
        var page = new StringBuilder();
        Start(page, "Freshness of a sync", Style);
        page.Append(
            CultureInfo.InvariantCulture,
            $"<header>\n<h1>Freshness of a "
                + $"sync</h1>\n<p>{Time(report.CreatedAt)}</p>\n<p>{FreshnessWords.Summary(report)}</p>\n</header>\n<main>\n"
        );
        var tables = FreshnessWords.Listed(report);
        var withCharts = FreshnessWords.LeastFresh([.. tables.Where(static table => table.Samples.Count > 0)], MaxCharts);
        WriteTables(page, report, tables);
        for (var index = 0; index < withCharts.Count; index++)
        {
            WriteHistory(page, withCharts[index], $"t{index}");
        }

        page.Append("</main>\n</body>\n</html>\n");
        return page.ToString();
    }

    private static void WriteTables(StringBuilder page, SyncReport report, IReadOnlyList<TableFreshness> tables)
    {
        page.Append("<section aria-labelledby=\"tables\">\n<h2 id=\"tables\">Tables</h2>\n");
        StartTable(
            page,
            "The time to which each table has all changes, and how that is known",
            ["Workspace", "Table", "Complete to", "Age", "Evidence", "Known by", "Last full pass", "Last incremental pass", "Last event"],
            ["Rows"]
        );
        foreach (var table in tables)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{table.Workspace}</td><th scope=\"row\">{Text(table.Table)}</th>");
            foreach (
                var cell in (string[])
                    [
                        Time(table.CompleteTo),
                        FreshnessWords.Age(report, table),
                        FreshnessWords.Evidence(table),
                        Text(table.Basis),
                        Pass(table.FullPassStart, table.FullPassEnd),
                        Pass(table.IncrementalPassStart, table.IncrementalPassEnd),
                        Time(table.LastEvent),
                    ]
            )
            {
                page.Append(CultureInfo.InvariantCulture, $"<td>{cell}</td>");
            }

            page.Append(CultureInfo.InvariantCulture, $"<td class=\"number\">{Number(table.Rows)}</td></tr>\n");
        }

        EndTable(page);
        if (tables.Count < report.Tables.Count)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<p>{Number(report.Tables.Count - tables.Count)} fresher tables are in the JSON report.</p>\n"
            );
        }

        page.Append("</section>\n");
    }

    private static void WriteHistory(StringBuilder page, TableFreshness table, string id)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Text(table.Table)} of workspace {table.Workspace}");
        page.Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{name}</h2>\n");
        FreshnessChart.Write(
            page,
            id + "-rows",
            $"Rows of {name}",
            "rows",
            table.Samples,
            static sample => sample.Rows,
            static rows => Number((long)rows)
        );
        FreshnessChart.Write(
            page,
            id + "-delay",
            $"Delay of {name}",
            "delay",
            table.Samples,
            static sample => sample.Delay.TotalSeconds,
            static seconds => FreshnessWords.Duration(TimeSpan.FromSeconds(seconds))
        );
        page.Append("<details><summary>Numbers</summary>\n");
        StartTable(page, $"Samples of {name}", ["Time", "Delay"], ["Rows", "New or changed", "Deleted"]);
        foreach (var sample in table.Samples)
        {
            page.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\">{Time(sample.Time)}</th><td>{FreshnessWords.Duration(sample.Delay)}</td>"
                    + $"<td class=\"number\">{Number(sample.Rows)}</td><td class=\"number\">{Number(sample.Upserts)}</td>"
                    + $"<td class=\"number\">{Number(sample.Deletes)}</td></tr>\n"
            );
        }

        EndTable(page);
        page.Append("</details>\n</section>\n");
    }

    private static string Pass(DateTimeOffset? start, DateTimeOffset? end) =>
        start is null ? ""
        : end < start || end is null ? $"since {Time(start)}"
        : $"{Time(start)}, {FreshnessWords.Duration(end.Value - start.Value)}";

    private static string Time(DateTimeOffset? time) => time is { } value ? ReportText.Time(value) : "";
}
