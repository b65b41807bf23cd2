namespace ClickFunnels.Sync.Orleans;

/// <summary>Settings of a silo that syncs workspaces.</summary>
public sealed class OrleansSyncOptions
{
    /// <summary>
    /// The time after which a run is continued whose silo was lost, or repeated if it failed; one minute by default, the shortest period
    /// of a reminder. It doubles with each further failure, up to an hour.
    /// </summary>
    public TimeSpan ResumeAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The largest number of workspaces that the silo syncs at the same time, 1 to 100,000; 256 by default. Others wait.</summary>
    public int MaxConcurrentRuns { get; set; } = 256;

    /// <summary>The limits of the <see cref="FairGate" /> of the silo.</summary>
    public FairGateOptions Gate { get; set; } = new();

    internal bool IsValid =>
        ResumeAfter > TimeSpan.Zero && ResumeAfter <= TimeSpan.FromDays(1) && MaxConcurrentRuns is >= 1 and <= 100_000 && Gate is not null;
}
