namespace ClickFunnels.Cli.Accounts;

/// <summary>
/// The clock of the emulator of <c>--emulator</c>: it always shows the same time, so that each run writes the same data. Timers run as
/// usual.
/// </summary>
internal sealed class FixedStartClock : TimeProvider
{
    /// <summary>The time that records of <c>--emulator</c> are created at.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Start;
}
