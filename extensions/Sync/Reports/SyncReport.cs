using System.Text.Json;

namespace ClickFunnels.Sync;

/// <summary>Says for every table how fresh it is, and how that is known.</summary>
public sealed record SyncReport
{
    /// <summary>The time of the report.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The tables, ordered by workspace and name.</summary>
    public IReadOnlyList<TableFreshness> Tables { get; init; } = [];

    /// <summary>Creates a report.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="now">The time of the report.</param>
    public static SyncReport Create(IEnumerable<TableFreshness> tables, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(tables);
        return new SyncReport
        {
            CreatedAt = now,
            Tables =
            [
                .. tables
                    .Select(static table => table with { Samples = TableFreshness.Limit(table.Samples) })
                    .OrderBy(static table => table.Workspace)
                    .ThenBy(static table => table.Table, StringComparer.Ordinal),
            ],
        };
    }

    /// <summary>
    /// Returns the report as text for a terminal, with a line for each table. Of more than 1,000 tables, it lists those that are the least
    /// fresh.
    /// </summary>
    public string ToText() => FreshnessText.Write(this);

    /// <summary>
    /// Returns the report as one HTML page with charts, which needs no other file and no network. Of more than 1,000 tables, it lists those
    /// that are the least fresh, and 200 of them have charts.
    /// </summary>
    public string ToHtml() => FreshnessHtml.Write(this);

    /// <summary>Returns the complete report as JSON, with names in snake case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReportTypes.Default.SyncReport) + "\n";

    /// <summary>Reads a report that <see cref="ToJson" /> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <exception cref="SyncException">The text is not a report.</exception>
    public static SyncReport FromJson(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var report = JsonSerializer.Deserialize(json, ReportTypes.Default.SyncReport);
            if (report is { Tables: not null } && report.Tables.All(static table => table is { Samples: not null, Table: not null }))
            {
                return Create(report.Tables, report.CreatedAt);
            }
        }
        catch (JsonException exception)
        {
            throw NotAReport(exception);
        }

        throw NotAReport();
    }

    private static SyncException NotAReport(JsonException? cause = null) =>
        new("The text is not a report of a sync. Use the text that ToJson returned.", cause);
}
