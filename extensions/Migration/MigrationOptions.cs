namespace ClickFunnels.Migration;

/// <summary>Settings of a migration.</summary>
public sealed record MigrationOptions
{
    /// <summary>
    /// Number of records that are worked on at the same time. The default is 16. The client keeps to the rate limit by itself.
    /// </summary>
    public int Parallelism { get; init; } = 16;

    /// <summary>Number of attempts to unsubscribe contacts before the run fails. The default is 3.</summary>
    public int OptOutAttempts { get; init; } = 3;

    /// <summary>
    /// Time for which the service may still work on a request whose response was lost. The default is 5 seconds. A record is looked up
    /// again after it, before it is created again.
    /// </summary>
    public TimeSpan SettleDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Number of repetitions of a creation whose response was lost and which was not found. The default is 2.</summary>
    public int MaxRepeats { get; init; } = 2;

    /// <summary>The clock for waits and times. The default is the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        if (Parallelism is < 1 or > 256)
        {
            throw new ArgumentException("Parallelism must be from 1 to 256.");
        }

        if (OptOutAttempts is < 1 or > 100)
        {
            throw new ArgumentException("OptOutAttempts must be from 1 to 100.");
        }

        if (MaxRepeats is < 0 or > 20)
        {
            throw new ArgumentException("MaxRepeats must be from 0 to 20.");
        }

        if (SettleDelay < TimeSpan.Zero || SettleDelay > TimeSpan.FromHours(1))
        {
            throw new ArgumentException("SettleDelay must be from zero to one hour.");
        }
    }
}
