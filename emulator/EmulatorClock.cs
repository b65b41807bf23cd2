namespace ClickFunnels.Emulator;

/// <summary>
/// The clock of an emulator: timestamps, delays and the repetition of webhooks go by it. It follows
/// <see cref="ApiEmulatorOptions.TimeProvider"/> until it is advanced, set or frozen. Thread-safe.
/// </summary>
public sealed class EmulatorClock : TimeProvider
{
    /// <summary>The earliest time that the clock can be set to.</summary>
    public static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The latest time that the clock can be set to. Times that are computed from it are still dates.</summary>
    public static readonly DateTimeOffset Latest = new(9000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // A periodic timer, or a callback that starts a timer, could keep one call busy forever.
    private const int MostCallbacks = 100_000;

    // Timestamps stop to count jumps here, long before they would overflow.
    private const long MostTicks = long.MaxValue / 2;

    private readonly Lock _gate = new();
    private readonly TimeProvider _source;
    private readonly long _start;
    private readonly SortedSet<Timer> _timers = new(
        Comparer<Timer>.Create(
            static (one, other) => one.Due == other.Due ? one.Order.CompareTo(other.Order) : one.Due.CompareTo(other.Due)
        )
    );
    private State _state = new(TimeSpan.Zero, 0, TimeSpan.Zero, null);
    private long _order;

    internal EmulatorClock(TimeProvider source)
    {
        _source = source;
        _start = source.GetTimestamp();
    }

    /// <summary>True if time stands still. <see cref="Advance"/> and <see cref="Set"/> move it nevertheless.</summary>
    public bool IsFrozen => Volatile.Read(ref _state).Frozen is not null;

    /// <summary>Difference to the time of <see cref="ApiEmulatorOptions.TimeProvider"/>; positive if this clock is ahead.</summary>
    public TimeSpan Offset
    {
        get
        {
            var state = Volatile.Read(ref _state);
            return state.Frozen is { } frozen ? frozen.Time - _source.GetUtcNow() : state.Offset;
        }
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => _source.LocalTimeZone;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Called after the clock was advanced, set, frozen, resumed or reset.</summary>
    internal Action? Changed { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => TimeOf(Volatile.Read(ref _state));

    /// <summary>
    /// Gets a value that never decreases: it counts time that passes while the clock is not frozen, and jumps forward, but not backward.
    /// </summary>
    public override long GetTimestamp()
    {
        var state = Volatile.Read(ref _state);
        return state.Frozen is { } frozen ? frozen.Timestamp : Passed() + state.Skipped;
    }

    /// <summary>
    /// Creates a timer that fires when the clock reaches its time: because time passes, or because the clock is advanced or set. Setting
    /// the clock back changes nothing about the time that remains.
    /// </summary>
    /// <param name="callback">Called when the timer fires.</param>
    /// <param name="state">Argument of the callback.</param>
    /// <param name="dueTime">Time until the timer fires.</param>
    /// <param name="period">Time between further calls.</param>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>
    /// Moves the time forward. Timers that become due fire before the method returns, in the order of their times, and see their time. The
    /// method also moves a frozen clock, which stays frozen. To wait for the deliveries that become due, call
    /// <see cref="ApiEmulator.WaitForDeliveriesAsync"/> afterwards.
    /// </summary>
    /// <param name="by">Time to move by; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="by"/> is negative, or the time would be later than <see cref="Latest"/>.
    /// </exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        if (by > Latest - GetUtcNow())
        {
            throw OutOfRange(nameof(by));
        }

        Forward(by);
        Changed?.Invoke();
    }

    /// <summary>
    /// Sets the time. Forward, this is as <see cref="Advance"/> to that time. Backward, the time that remains for timers stays.
    /// </summary>
    /// <param name="at">The time, from <see cref="Earliest"/> to <see cref="Latest"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is out of range.</exception>
    public void Set(DateTimeOffset at)
    {
        CheckRange(at, nameof(at));
        SetCore(at);
        Changed?.Invoke();
    }

    /// <summary>Stops the time until <see cref="Resume"/>: it moves only when it is advanced or set.</summary>
    /// <param name="at">Time to set the clock to; null for the present time.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is out of range.</exception>
    public void Freeze(DateTimeOffset? at = null)
    {
        if (at is { } time)
        {
            CheckRange(time, nameof(at));
        }

        lock (_gate)
        {
            if (_state.Frozen is null)
            {
                Volatile.Write(ref _state, _state with { Frozen = new Moment(GetUtcNow(), GetTimestamp()) });
                ArmAll();
            }
        }

        if (at is { } given)
        {
            SetCore(given);
        }

        Changed?.Invoke();
    }

    /// <summary>Lets the time of a frozen clock pass again, from the time that it shows.</summary>
    public void Resume()
    {
        lock (_gate)
        {
            if (_state.Frozen is { } frozen)
            {
                Volatile.Write(
                    ref _state,
                    _state with
                    {
                        Offset = frozen.Time - _source.GetUtcNow(),
                        Skipped = frozen.Timestamp - Passed(),
                        Frozen = null,
                    }
                );
                ArmAll();
            }
        }

        Changed?.Invoke();
    }

    /// <summary>Follows the source again, as at the start. The time that remains for timers stays, so that nothing waits forever.</summary>
    internal void Reset()
    {
        lock (_gate)
        {
            var by = _source.GetUtcNow() - GetUtcNow();
            Shift(by);
            Volatile.Write(ref _state, new State(TimeSpan.Zero, GetTimestamp() - Passed(), _state.Jumps + by, null));
            ArmAll();
        }

        Changed?.Invoke();
    }

    /// <summary>Returns the time, and the same time without all jumps: differences of the latter are time that passed.</summary>
    internal (DateTimeOffset Now, DateTimeOffset Passed) Read()
    {
        var state = Volatile.Read(ref _state);
        var now = TimeOf(state);
        return (now, now - state.Jumps);
    }

    private static void CheckRange(DateTimeOffset at, string name)
    {
        if (at < Earliest || at > Latest)
        {
            throw OutOfRange(name);
        }
    }

    private static ArgumentOutOfRangeException OutOfRange(string name) =>
        new(name, $"The clock of the emulator goes from {Earliest:yyyy-MM-dd} to {Latest:yyyy-MM-dd}. Use a time within this range.");

    private DateTimeOffset TimeOf(State state) => state.Frozen is { } frozen ? frozen.Time : _source.GetUtcNow() + state.Offset;

    private long Passed() => _source.GetElapsedTime(_start).Ticks;

    private void SetCore(DateTimeOffset at)
    {
        Forward(at - GetUtcNow());
        lock (_gate)
        {
            // Backward, or by the time that passed meanwhile.
            var by = at - GetUtcNow();
            Shift(by);
            Jump(by);
            ArmAll();
        }
    }

    // Moves from one due timer to the next, and at last to the end.
    private void Forward(TimeSpan by)
    {
        for (var callbacks = 0; by > TimeSpan.Zero; callbacks++)
        {
            Timer? next;
            lock (_gate)
            {
                var now = GetUtcNow();
                next = callbacks < MostCallbacks && _timers.Min is { } first && first.Due - now <= by ? first : null;
                var step = next is null ? by : Max(next.Due - now, TimeSpan.Zero);
                Jump(step);
                by -= step;
                if (next is null)
                {
                    ArmAll();
                    return;
                }

                next.Take();
            }

            next.Fire();
        }

        lock (_gate)
        {
            ArmAll();
        }
    }

    private void Jump(TimeSpan by)
    {
        var state = _state with { Jumps = _state.Jumps + by };
        var skipped = by > TimeSpan.Zero ? by.Ticks : 0;
        Volatile.Write(
            ref _state,
            state.Frozen is { } frozen
                ? state with
                {
                    Frozen = new Moment(frozen.Time + by, Math.Min(frozen.Timestamp + skipped, MostTicks)),
                }
                : state with
                {
                    Offset = state.Offset + by,
                    Skipped = Math.Min(state.Skipped + skipped, MostTicks),
                }
        );
    }

    // Keeps the time that remains for the timers when the clock jumps. It does not change their order.
    private void Shift(TimeSpan by)
    {
        foreach (var timer in _timers)
        {
            timer.Due += by;
        }
    }

    private void ArmAll()
    {
        var now = GetUtcNow();
        foreach (var timer in _timers)
        {
            timer.Arm(now);
        }
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;

    /// <summary>The time that a clock shows, as the difference to its source or as a moment at which it stands.</summary>
    /// <param name="Offset">Difference of the time.</param>
    /// <param name="Skipped">Difference of the timestamp.</param>
    /// <param name="Jumps">Sum of all jumps.</param>
    /// <param name="Frozen">The moment at which the clock stands; null if it runs.</param>
    private sealed record State(TimeSpan Offset, long Skipped, TimeSpan Jumps, Moment? Frozen);

    private sealed record Moment(DateTimeOffset Time, long Timestamp);

    /// <summary>
    /// A timer of the clock; all members but <see cref="Fire"/> need the gate of the clock. Only armed timers are in its set.
    /// </summary>
    private sealed class Timer(EmulatorClock clock, TimerCallback callback, object? argument) : ITimer
    {
        private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);
        private readonly ExecutionContext? _context = ExecutionContext.Capture();
        private TimeSpan _period;
        private ITimer? _alarm;
        private long _version;
        private bool _isDisposed;

        public DateTimeOffset Due { get; set; }

        /// <summary>Timers of the same time fire in the order in which they were started.</summary>
        public long Order { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            CheckTime(dueTime);
            CheckTime(period);
            lock (clock._gate)
            {
                if (_isDisposed)
                {
                    return false;
                }

                _period = period;
                Disarm();
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Start(dueTime);
                }

                return true;
            }
        }

        /// <summary>Makes the source wake the timer at its time. A frozen clock reaches only what is due already.</summary>
        public void Arm(DateTimeOffset now)
        {
            _alarm?.Dispose();
            _alarm = null;
            var version = ++_version;
            var wait = Max(Due - now, TimeSpan.Zero);
            if (wait == TimeSpan.Zero || !clock.IsFrozen)
            {
                _alarm = clock._source.CreateTimer(_ => Ring(version), null, wait, Timeout.InfiniteTimeSpan);
            }
        }

        /// <summary>Notes that the timer fires now, and starts the next period.</summary>
        public void Take()
        {
            Disarm();
            if (_period > TimeSpan.Zero)
            {
                Start(_period);
            }
        }

        public void Fire()
        {
            if (_context is null)
            {
                callback(argument);
            }
            else
            {
                ExecutionContext.Run(_context, static timer => ((Timer)timer!).Call(), this);
            }
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                _isDisposed = true;
                Disarm();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }

        private void Call() => callback(argument);

        private void Start(TimeSpan wait)
        {
            var now = clock.GetUtcNow();
            Due = wait < DateTimeOffset.MaxValue - now ? now + wait : DateTimeOffset.MaxValue;
            Order = ++clock._order;
            clock._timers.Add(this);
            Arm(now);
        }

        private void Disarm()
        {
            clock._timers.Remove(this);
            _version++;
            _alarm?.Dispose();
            _alarm = null;
        }

        // The source may be a little early, or measure time in its own way: that it rings is enough.
        private void Ring(long version)
        {
            lock (clock._gate)
            {
                if (version != _version)
                {
                    return;
                }

                Take();
            }

            Fire();
        }

        private static void CheckTime(TimeSpan time)
        {
            if (time != Timeout.InfiniteTimeSpan)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(time, Longest);
            }
        }
    }
}
