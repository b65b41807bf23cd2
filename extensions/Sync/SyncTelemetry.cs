using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace ClickFunnels.Sync;

/// <summary>
/// The activity source and the meter of exports, syncs and imports. Tags contain names of tables, ids of workspaces and outcomes; never
/// data of records.
/// </summary>
internal static class SyncTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "ClickFunnels.Sync";

    private const string TableTag = "clickfunnels.table";
    private const string WorkspaceTag = "clickfunnels.workspace";
    private const string OutcomeTag = "clickfunnels.outcome";

    /// <summary>Gets the activity source.</summary>
    public static ActivitySource Activities { get; } = new(Name);

    /// <summary>Gets the meter.</summary>
    public static Meter Meter { get; } = new(Name);

    private static readonly Counter<long> Rows = Meter.CreateCounter<long>(
        "clickfunnels.sync.rows",
        "{row}",
        "Number of rows of exports, syncs and imports, by table and outcome."
    );

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "clickfunnels.sync.duration",
        "s",
        "Duration of exports, syncs and imports, by kind and table."
    );

    private static readonly Histogram<double> Waiting = Meter.CreateHistogram<double>(
        "clickfunnels.sync.rate_limit.wait",
        "s",
        "Time that the requests of an export, a sync or an import waited because of limits, summed over all requests."
    );

    /// <summary>Starts the activity of a run or of one of its tables; null when nobody listens.</summary>
    /// <param name="kind">The kind of the work, such as <c>import</c>; it is part of the name.</param>
    /// <param name="table">Name of the table; null for all tables.</param>
    /// <param name="workspace">Id of the workspace.</param>
    public static Activity? Start(string kind, string? table, string workspace)
    {
        if (!Activities.HasListeners())
        {
            return null;
        }

        var activity = Activities.StartActivity("ClickFunnels " + kind);
        activity?.SetTag(WorkspaceTag, workspace);
        activity?.SetTag(TableTag, table);
        return activity;
    }

    /// <summary>Counts rows.</summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="outcome">What happened to them, such as <c>read</c> or <c>created</c>.</param>
    /// <param name="count">Number of rows.</param>
    public static void Count(string table, string outcome, long count = 1) =>
        Rows.Add(count, new KeyValuePair<string, object?>(TableTag, table), new KeyValuePair<string, object?>(OutcomeTag, outcome));

    /// <summary>Records the end of a run or of one of its tables.</summary>
    /// <param name="kind">The kind of the work, as in <see cref="Start" />.</param>
    /// <param name="table">Name of the table; null for all tables.</param>
    /// <param name="duration">Duration.</param>
    /// <param name="waiting">Time that requests waited because of limits, summed over all requests.</param>
    public static void Ended(string kind, string? table, TimeSpan duration, TimeSpan waiting)
    {
        var tags = new TagList { { "clickfunnels.kind", kind }, { TableTag, table } };
        Duration.Record(duration.TotalSeconds, tags);
        Waiting.Record(waiting.TotalSeconds, tags);
    }

    /// <summary>Marks an activity as failed.</summary>
    /// <param name="activity">The activity; null for none.</param>
    /// <param name="exception">The cause. Only its type is recorded, because messages may contain data.</param>
    public static void Fail(Activity? activity, Exception exception)
    {
        activity?.SetTag("error.type", exception.GetType().Name);
        activity?.SetStatus(ActivityStatusCode.Error);
    }
}
