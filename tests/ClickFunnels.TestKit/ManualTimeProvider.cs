namespace ClickFunnels.TestKit;

/// <summary>
/// A clock that stands still until it is told otherwise. Waits up to <see cref="SkipsUpTo" /> are over at once and are
/// remembered, so that a test of retries neither sleeps nor drives the clock.
/// </summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<TimeSpan> _skipped = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Seen)> _awaited = [];
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>The longest wait that is skipped; none unless set.</summary>
    public TimeSpan SkipsUpTo { get; init; } = TimeSpan.FromTicks(-1);

    /// <summary>True if timers cut off parts of a millisecond, as those of .NET do.</summary>
    public bool CutsTimers { get; init; }

    public IReadOnlyList<TimeSpan> Skipped
    {
        get
        {
            lock (_lock)
            {
                return [.. _skipped];
            }
        }
    }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>Completes when something waits for exactly this long.</summary>
    public Task WaitingFor(TimeSpan due)
    {
        lock (_lock)
        {
            if (_timers.Any(timer => timer.Wait == due))
            {
                return Task.CompletedTask;
            }

            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((due, seen));
            return seen.Task;
        }
    }

    public void Advance(TimeSpan by)
    {
        List<ManualTimer> due;
        lock (_lock)
        {
            _now += by;
            due = [.. _timers.Where(timer => timer.DueAt <= _now).OrderBy(static timer => timer.DueAt)];
            _timers.RemoveAll(due.Contains);
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Schedule(ManualTimer timer, TimeSpan wait)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
            if (wait == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            if (CutsTimers)
            {
                wait = TimeSpan.FromMilliseconds(Math.Floor(wait.TotalMilliseconds));
            }

            if (wait <= SkipsUpTo)
            {
                _now += wait;
                _skipped.Add(wait);
                ThreadPool.QueueUserWorkItem(static fired => ((ManualTimer)fired!).Fire(), timer);
                return;
            }

            timer.Wait = wait;
            timer.DueAt = _now + wait;
            _timers.Add(timer);
            foreach (var (_, seen) in _awaited.Where(awaited => awaited.Due == wait))
            {
                seen.TrySetResult();
            }
        }
    }

    private void Forget(ManualTimer timer)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private volatile bool _disposed;

        public TimeSpan Wait { get; set; }

        public DateTimeOffset DueAt { get; set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (_disposed)
            {
                return false;
            }

            clock.Schedule(this, dueTime);
            return true;
        }

        public void Fire()
        {
            if (!_disposed)
            {
                callback(state);
            }
        }

        public void Dispose()
        {
            _disposed = true;
            clock.Forget(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
