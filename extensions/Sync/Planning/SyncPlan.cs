using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ClickFunnels.Sync;

/// <summary>The way in which the records of a table are read.</summary>
public enum SyncRoute
{
    /// <summary>All pages of a list, from both ends and in ranges of ids at the same time.</summary>
    Pages,

    /// <summary>All pages of a list, one after another.</summary>
    PagesInOrder,

    /// <summary>The newest pages of a list that is sorted by the time of the last change.</summary>
    ChangedPages,

    /// <summary>The results of a temporary saved filter: thousands of rows in each request, with some fields only.</summary>
    Results,

    /// <summary>The lists of the parent records, one for each of them.</summary>
    ListsOfParents,
}

/// <summary>The plan of the next run. <see cref="ToString" /> prints it.</summary>
public sealed record SyncPlan
{
    /// <summary>Id of the workspace.</summary>
    public required long Workspace { get; init; }

    /// <summary>Name of the sink.</summary>
    public required string Sink { get; init; }

    /// <summary>The tables, in the order in which they are read.</summary>
    public required IReadOnlyList<TablePlan> Tables { get; init; }

    /// <summary>The lists of the contract that have no table, by operation id, each with the reason.</summary>
    public required IReadOnlyDictionary<string, string> Skipped { get; init; }

    /// <summary>Estimate of the number of requests; null unless all tables were read before.</summary>
    public long? Requests => Tables.All(static table => table.Requests is not null) ? Tables.Sum(static table => table.Requests) : null;

    /// <summary>Returns the plan as JSON, with names in snake case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ReportTypes.Default.SyncPlan);

    /// <summary>Returns the plan as text, one line for each table.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Workspace {Workspace} into {Sink}\n");
        var width = Tables.Select(static table => table.Table.Length).DefaultIfEmpty().Max();
        foreach (var table in Tables)
        {
            var requests = table.Requests is { } count
                ? string.Create(CultureInfo.InvariantCulture, $"about {count} requests")
                : "unknown size";
            text.Append(
                CultureInfo.InvariantCulture,
                $"{table.Table.PadRight(width)}  {table.Route, -14}  {requests, -22}  {table.Reason}\n"
            );
        }

        foreach (var (operation, reason) in Skipped)
        {
            text.Append(CultureInfo.InvariantCulture, $"{operation} is not read: {reason}\n");
        }

        return text.ToString();
    }
}

/// <summary>The plan of the next run for one table.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Operation">The operation that lists its records.</param>
/// <param name="Route">The way in which they are read.</param>
/// <param name="Reason">The reason, as a sentence without its period.</param>
public sealed record TablePlan(string Table, string Operation, SyncRoute Route, string Reason)
{
    /// <summary>Estimate of the number of requests, from the number of rows after the last run; null if there was none.</summary>
    public long? Requests { get; init; }

    /// <summary>The fact that the route relies on although the vendor does not document it; null for none.</summary>
    public string? Assumption { get; init; }
}
