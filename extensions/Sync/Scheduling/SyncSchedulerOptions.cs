namespace ClickFunnels.Sync;

/// <summary>Settings of a <see cref="SyncScheduler" />.</summary>
public sealed class SyncSchedulerOptions
{
    /// <summary>The largest number of workspaces that are synced at the same time, 1 to 100,000; 256 by default. Others wait.</summary>
    /// <remarks>A <see cref="FairGate" /> limits the requests of all of them.</remarks>
    public int MaxConcurrentRuns { get; set; } = 256;

    /// <summary>
    /// The time after which a run that failed is repeated, if the next one is not due before; one minute by default. It doubles with each
    /// further failure, up to an hour.
    /// </summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The clock; null for that of the system.</summary>
    public TimeProvider? TimeProvider { get; set; }
}
