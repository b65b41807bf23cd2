using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Sync;

/// <summary>
/// Shares the requests of one process fairly among workspaces. Each workspace has its own queue, and the queues take turns, so that a
/// workspace with a million records delays one with ten records by little. Thread-safe.
/// </summary>
/// <remarks>
/// While <c>n</c> workspaces wait, each gets every <c>n</c>-th request, whatever their sizes are and however many requests each of them
/// prepares. Limits of the address of the machine belong here; limits of a token belong to the client of the workspace.
/// </remarks>
public sealed class FairGate : IDisposable
{
    private const double Lateness = 0.005;
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly FairGateOptions _options;
    private readonly Lazy<HttpMessageHandler> _handler = new(PrimaryHandler.Create);

    private readonly FairQueue<Turn> _queue = new();
    private readonly ITimer _timer;
    private int _inFlight;
    private double _concurrency;
    private long _nextSlot = long.MinValue;
    private long _pausedUntil = long.MinValue;
    private bool _isDisposed;

    /// <summary>Creates a gate. A process needs one.</summary>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    public FairGate(FairGateOptions? options = null)
    {
        _options = options ?? new FairGateOptions();
        _options.Check();
        _clock = _options.TimeProvider ?? TimeProvider.System;
        _concurrency = _options.MaxConcurrentRequests;
        _timer = _clock.CreateTimer(
            static gate => ((FairGate)gate!).TimerFired(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Number of requests that wait.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>Number of requests in progress.</summary>
    public int InFlight
    {
        get
        {
            lock (_lock)
            {
                return _inFlight;
            }
        }
    }

    internal TimeSpan MaxWait => _options.MaxWait;

    /// <summary>
    /// Sends the requests of a client through the gate. All clients that are attached share connections, unless
    /// <see cref="Core.ApiClientOptions.HttpHandler" /> is set. The time limits of the options then begin when a request passes the gate.
    /// </summary>
    /// <param name="options">The options of the client. They are changed.</param>
    /// <param name="workspace">Id of the workspace.</param>
    public void Attach(ClickFunnelsClientOptions options, long workspace)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.HttpHandler = CreateHandler(workspace, options.HttpHandler ?? _handler.Value, options.AttemptTimeout);

        // A request that waits at the gate is neither slow nor lost.
        var longest = TimeSpan.FromDays(1);
        options.AttemptTimeout = TimeSpan.FromTicks(Math.Min(longest.Ticks, (options.AttemptTimeout + MaxWait).Ticks));
        options.Timeout = TimeSpan.FromTicks(Math.Min(longest.Ticks, (options.Timeout + MaxWait).Ticks));
    }

    /// <summary>Creates a handler that sends the requests of a workspace through the gate.</summary>
    /// <param name="workspace">Id of the workspace.</param>
    /// <param name="inner">The handler that sends the requests. It is not disposed with the new one.</param>
    /// <param name="timeout">Limit from the gate to the headers of the response.</param>
    public HttpMessageHandler CreateHandler(long workspace, HttpMessageHandler inner, TimeSpan timeout) =>
        new FairGateHandler(this, workspace, inner ?? throw new ArgumentNullException(nameof(inner)), timeout, _clock);

    /// <summary>Waits for the turn of a request of a workspace. <see cref="Exit" /> must follow.</summary>
    /// <param name="workspace">Id of the workspace.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="ObjectDisposedException">The gate is closed.</exception>
    public ValueTask EnterAsync(long workspace, CancellationToken cancellationToken = default)
    {
        Turn turn;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var now = _clock.GetTimestamp();
            if (_queue.Count == 0 && HasRoom && WaitFrom(now) <= 0)
            {
                Pass(now);
                return default;
            }

            turn = new Turn();
            _queue.Enqueue(workspace, turn);
            Pump(now);
        }

        return new ValueTask(WaitAsync(workspace, turn, cancellationToken));
    }

    /// <summary>Notes that a request ended.</summary>
    public void Exit()
    {
        lock (_lock)
        {
            _inFlight--;
            if (_concurrency < _options.MaxConcurrentRequests)
            {
                _concurrency = Math.Min(_options.MaxConcurrentRequests, _concurrency + (1 / _concurrency));
            }

            Pump(_clock.GetTimestamp());
        }
    }

    /// <summary>
    /// Notes that the service refused a request because there were too many: the requests of all workspaces pause, if
    /// <see cref="FairGateOptions.SharesRefusals" /> is set.
    /// </summary>
    /// <param name="retryAfter">The delay that the service asks for; null for one second.</param>
    public void Refused(TimeSpan? retryAfter)
    {
        if (!_options.SharesRefusals)
        {
            return;
        }

        lock (_lock)
        {
            // Requests that were sent before the first refusal tell nothing new.
            var now = _clock.GetTimestamp();
            if (_pausedUntil <= now)
            {
                _concurrency = Math.Max(1, _concurrency / 2);
            }

            var asked = TimeSpan.FromTicks(Math.Clamp((retryAfter ?? ShortestPause).Ticks, ShortestPause.Ticks, LongestPause.Ticks));
            _pausedUntil = Math.Max(_pausedUntil, now + Timestamps(asked.TotalSeconds));
        }
    }

    /// <summary>Closes the gate: requests that wait are canceled. Dispose the clients first.</summary>
    public void Dispose()
    {
        IReadOnlyList<Turn> turns;
        lock (_lock)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            turns = _queue.Clear();
        }

        _timer.Dispose();
        foreach (var turn in turns)
        {
            turn.TrySetCanceled();
        }

        if (_handler.IsValueCreated)
        {
            _handler.Value.Dispose();
        }
    }

    private bool HasRoom => _inFlight < (int)_concurrency;

    private async Task WaitAsync(long workspace, Turn turn, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(() => Cancel(workspace, turn, cancellationToken));
        await turn.Task.ConfigureAwait(false);
    }

    private long WaitFrom(long now) => Math.Max(_pausedUntil, _nextSlot) is var until && until <= now ? 0 : until - now;

    private void Pass(long now)
    {
        _inFlight++;
        if (_options.MaxRequestsPerSecond is { } rate)
        {
            // A timer that is a little late does not lower the rate, and does not let two requests pass at once.
            var interval = Timestamps(1 / rate);
            _nextSlot = Math.Max(_nextSlot, now - Math.Min(interval, Timestamps(Lateness))) + interval;
        }
    }

    private void Pump(long now)
    {
        while (HasRoom && _queue.Count > 0)
        {
            var wait = WaitFrom(now);
            if (wait > 0)
            {
                _timer.Change(TimeSpan.FromSeconds(Math.Max(0.0001, wait / (double)_clock.TimestampFrequency)), Timeout.InfiniteTimeSpan);
                return;
            }

            if (_queue.TryDequeue(out var turn))
            {
                Pass(now);
                turn.TrySetResult();
            }
        }
    }

    private void TimerFired()
    {
        lock (_lock)
        {
            // A timer may fire a little early; what it waited for is over then.
            var now = _clock.GetTimestamp();
            var wait = WaitFrom(now);
            Pump(wait > 0 && wait < Timestamps(Lateness) ? now + wait : now);
        }
    }

    private void Cancel(long workspace, Turn turn, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // One that has left the queue has passed.
            if (_queue.Remove(workspace, turn))
            {
                turn.TrySetCanceled(cancellationToken);
            }
        }
    }

    private long Timestamps(double seconds) => (long)Math.Round(seconds * Math.Min(_clock.TimestampFrequency, 1e9));

    private sealed class Turn() : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
}
