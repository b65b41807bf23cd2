namespace ClickFunnels.Sync.Orleans;

/// <summary>Reserves times for the requests of a token, one after the other.</summary>
/// <param name="clock">The clock; null for that of the system.</param>
internal sealed class TokenLimitGrain(TimeProvider? clock = null) : Grain, ITokenLimitGrain
{
    // A silo gets permits for about this time, and they begin at most this far in the future.
    private static readonly TimeSpan Batch = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    // Time of the next permit, since an arbitrary start; null until the first one.
    private TimeSpan? _next;
    private TimeSpan _pausedUntil;

    private TimeSpan Now => _clock.GetElapsedTime(0);

    public ValueTask<TokenPermits> TakeAsync(int wanted, double requestsPerSecond)
    {
        if (!(requestsPerSecond is >= 0.001 and <= 100_000))
        {
            throw new ArgumentOutOfRangeException(
                nameof(requestsPerSecond),
                requestsPerSecond,
                "The limit of a token must be from 0.001 to 100000 requests per second."
            );
        }

        var now = Now;
        var interval = TimeSpan.FromSeconds(1 / requestsPerSecond);

        // The grain may have been lost on another silo: what it handed out there is used up after this time.
        var next = _next ?? now + Batch + (Batch > interval ? Batch : interval);
        next = TimeSpan.FromTicks(Math.Max(Math.Max(next.Ticks, now.Ticks), _pausedUntil.Ticks));
        _next = next;
        var wait = next - now;
        if (wait > Batch)
        {
            return new ValueTask<TokenPermits>(new TokenPermits(0, wait - Batch, interval));
        }

        var count = Math.Clamp(wanted, 1, Math.Max(1, (int)(requestsPerSecond * Batch.TotalSeconds)));
        _next = next + (interval * count);
        return new ValueTask<TokenPermits>(new TokenPermits(count, wait, interval));
    }

    public ValueTask PauseAsync(TimeSpan pause)
    {
        var until = Now + TimeSpan.FromTicks(Math.Clamp(pause.Ticks, 0, TimeSpan.TicksPerMinute));
        _pausedUntil = until > _pausedUntil ? until : _pausedUntil;
        return ValueTask.CompletedTask;
    }
}
