namespace ClickFunnels.Sync;

/// <summary>The progress of an export, a sync or an import.</summary>
public sealed record SyncProgress
{
    /// <summary>Id of the workspace.</summary>
    public required long Workspace { get; init; }

    /// <summary>Name of the table that changed last; null if all are done.</summary>
    public string? Table { get; init; }

    /// <summary>Number of records that were read.</summary>
    public long Rows { get; init; }

    /// <summary>Number of rows that were inserted, changed or deleted.</summary>
    public long Changes { get; init; }

    /// <summary>Number of requests.</summary>
    public long Requests { get; init; }

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Records per second since the start.</summary>
    public double RowsPerSecond => Elapsed > TimeSpan.Zero ? Rows / Elapsed.TotalSeconds : 0;

    /// <summary>
    /// Time that requests waited before they were sent, because of the limits of the service or of the options, summed over all requests.
    /// </summary>
    public TimeSpan Waiting { get; init; }

    /// <summary>Estimate of the remaining time; null while it is not known.</summary>
    public TimeSpan? Remaining { get; init; }
}
