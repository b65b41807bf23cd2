namespace ClickFunnels.Sync;

/// <summary>Settings of a <see cref="FairGate" />.</summary>
public sealed class FairGateOptions
{
    /// <summary>
    /// The largest number of requests in progress at the same time, of all workspaces together, 1 to 10,000; 64 by default.
    /// </summary>
    public int MaxConcurrentRequests { get; set; } = 64;

    /// <summary>
    /// The largest number of requests per second, of all workspaces together, evenly spaced; null, the default, for no limit. Set it if
    /// the service limits the address of the machine and you know its limit.
    /// </summary>
    public double? MaxRequestsPerSecond { get; set; }

    /// <summary>
    /// True, the default, if a response with status 429 concerns all workspaces, because the service counts by address (assumed): all of
    /// them pause, and fewer requests are sent at the same time for a while. False if only its own connection slows down.
    /// </summary>
    public bool SharesRefusals { get; set; } = true;

    /// <summary>
    /// The longest time that a request may wait at the gate, up to 23 hours; 10 minutes by default. The limits of a client that
    /// is attached (<see cref="FairGate.Attach" />) do not count this time.
    /// </summary>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The clock; null for that of the system.</summary>
    public TimeProvider? TimeProvider { get; set; }

    internal void Check()
    {
        if (MaxConcurrentRequests is < 1 or > 10_000)
        {
            throw new ArgumentException("MaxConcurrentRequests must be from 1 to 10000.");
        }

        if (MaxRequestsPerSecond is { } rate && !(rate is >= 0.001 and <= 100_000))
        {
            throw new ArgumentException("MaxRequestsPerSecond must be from 0.001 to 100000, or null for no limit.");
        }

        if (MaxWait <= TimeSpan.Zero || MaxWait > TimeSpan.FromHours(23))
        {
            throw new ArgumentException("MaxWait must be more than zero and at most 23 hours.");
        }
    }
}
