using System.Globalization;
using System.Text;
using static ClickFunnels.Reports.ReportText;

namespace ClickFunnels.Sync;

/// <summary>The report as text.</summary>
internal static class FreshnessText
{
    private const int MaxNameWidth = 40;

    public static string Write(SyncReport report)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Freshness of a sync, {Time(report.CreatedAt)}\n{FreshnessWords.Summary(report)}\n");
        var tables = FreshnessWords.Listed(report);
        var names = tables.Select(static table => Line(table.Table)).ToList();
        var width = Math.Min(MaxNameWidth, names.Select(static name => name.Length).Append(5).Max());
        for (var index = 0; index < tables.Count; index++)
        {
            if (index == 0 || tables[index].Workspace != tables[index - 1].Workspace)
            {
                text.Append(CultureInfo.InvariantCulture, $"\nWorkspace {tables[index].Workspace}\n");
                text.Append("table".PadRight(width));
                text.Append(CultureInfo.InvariantCulture, $"{"rows", 14}  {"complete to", -23}  {"age", -14}  known by\n");
            }

            Write(text, report, tables[index], names[index].PadRight(width));
        }

        if (tables.Count < report.Tables.Count)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{Number(report.Tables.Count - tables.Count)} fresher tables are in the JSON report.\n"
            );
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, SyncReport report, TableFreshness table, string name)
    {
        var time = table.CompleteTo is { } completeTo ? Time(completeTo) : "";
        var basis = table.Basis.Length == 0 ? "" : ": " + Line(table.Basis);
        text.Append(
            CultureInfo.InvariantCulture,
            $"{name}{Number(table.Rows), 14}  {time, -23}  {FreshnessWords.Age(report, table), -14}  "
                + $"{FreshnessWords.Evidence(table)}{basis}\n"
        );
    }
}
