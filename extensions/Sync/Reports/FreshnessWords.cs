using System.Globalization;

namespace ClickFunnels.Sync;

/// <summary>Words and choices that the text and the page share.</summary>
internal static class FreshnessWords
{
    private const int MaxTables = 1_000;

    /// <summary>Returns the tables to list: all, or those that are the least fresh.</summary>
    public static IReadOnlyList<TableFreshness> Listed(SyncReport report) => LeastFresh(report.Tables, MaxTables);

    /// <summary>Returns the tables that are the least fresh, in the order in which they are given.</summary>
    public static IReadOnlyList<TableFreshness> LeastFresh(IReadOnlyList<TableFreshness> tables, int count)
    {
        if (tables.Count <= count)
        {
            return tables;
        }

        return
        [
            .. tables
                .Index()
                .OrderBy(static table => table.Item.CompleteTo ?? DateTimeOffset.MinValue)
                .Take(count)
                .OrderBy(static table => table.Index)
                .Select(static table => table.Item),
        ];
    }

    public static string Summary(SyncReport report)
    {
        var missing = report.Tables.Count(static table => table.CompleteTo is null);
        return report.Tables.Count == 0 ? "There are no tables."
            : missing > 0 ? $"{Count(report.Tables.Count, "table")}; {Count(missing, "table")} not complete yet."
            : $"{Count(report.Tables.Count, "table")}, all complete to "
                + $"{Reports.ReportText.Time(report.Tables.Min(static table => table.CompleteTo!.Value))} or later.";
    }

    public static string Evidence(TableFreshness table) => table.Evidence == FreshnessEvidence.Documented ? "documented" : "assumed";

    public static string Age(SyncReport report, TableFreshness table) =>
        table.CompleteTo is { } time ? Duration(report.CreatedAt - time) : "not complete";

    /// <summary>Returns the two largest units of a duration, such as <c>2 h 5 min</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        var seconds = (long)Math.Max(time.TotalSeconds, 0);
        return seconds switch
        {
            < 1 when time.TotalMilliseconds > 0 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms"),
            < 60 => $"{seconds} s",
            < 3600 => Join(seconds / 60, "min", seconds % 60, "s"),
            < 86_400 => Join(seconds / 3600, "h", seconds / 60 % 60, "min"),
            _ => Join(seconds / 86_400, "d", seconds / 3600 % 24, "h"),
        };
    }

    public static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{Reports.ReportText.Number(count)} {noun}s";

    private static string Join(long value, string unit, long rest, string restUnit) =>
        rest == 0 ? $"{value} {unit}" : $"{value} {unit} {rest} {restUnit}";
}
