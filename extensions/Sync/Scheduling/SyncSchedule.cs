namespace ClickFunnels.Sync;

/// <summary>The times at which a workspace is synced.</summary>
public sealed record SyncSchedule
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(49);

    /// <summary>Time from the start of a run to that of the next one, from one second to 49 days; one hour by default.</summary>
    /// <remarks>If a run takes longer, the runs that it misses are left out. Orleans needs at least one minute by default.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public TimeSpan Interval
    {
        get;
        init =>
            field =
                value >= TimeSpan.FromSeconds(1) && value <= Longest
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(value), value, "Interval must be from one second to 49 days.");
    } = TimeSpan.FromHours(1);

    /// <summary>
    /// The time over which the first runs of all workspaces are spread, so that they do not start at once; null, the default, for
    /// <see cref="Interval" />. Zero starts the first run at once.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public TimeSpan? SpreadOver
    {
        get;
        init =>
            field =
                value is null or { Ticks: >= 0 } && !(value > Longest)
                    ? value
                    : throw new ArgumentOutOfRangeException(nameof(value), value, "SpreadOver must be from zero to 49 days.");
    }

    /// <summary>Returns the delay of the first run of a workspace: the same for each call, and evenly spread over workspaces.</summary>
    /// <param name="workspace">Id of the workspace.</param>
    public TimeSpan GetFirstDelay(long workspace)
    {
        // SplitMix64: neighboring ids get distant delays.
        var mixed = unchecked((ulong)workspace + 0x9E3779B97F4A7C15);
        mixed = unchecked((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB);
        mixed ^= mixed >> 31;
        return (SpreadOver ?? Interval) * ((mixed >> 11) / (double)(1UL << 53));
    }
}
