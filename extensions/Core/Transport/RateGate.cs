using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Core;

/// <summary>
/// Lets the requests of a connection pass as fast as the service allows. All calls of the connection share it: when the service refuses a
/// request because there are too many, all of them wait.
/// </summary>
/// <remarks>
/// Requests are spaced by the <see cref="LearnedRate" />. After a pause the gate lets one request pass, and more as they are accepted.
/// </remarks>
internal sealed class RateGate
{
    private const double Lateness = 0.005;
    private const int Rounding = 10;

    // The way to the service takes some requests longer than others: with the whole rate, some seconds would see one more there.
    private const double ShareOfLimit = 0.98;
    private const double ShareOfWindow = 0.995;
    private const double RequestsToSkip = 2;
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestBackOff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LargestJitter = TimeSpan.FromMilliseconds(250);

    private readonly object _lock = new();
    private readonly TimeProvider _clock;
    private readonly TimeSpan _backOff;
    private readonly TimeSpan _longestPause;
    private readonly int _maxConcurrency;
    private readonly double _maxRate;
    private readonly SendWindow? _window;

    // Created with the first request that waits, because most programs see none.
    private LinkedList<Waiter>? _queue;
    private int _waiting;
    private ITimer? _timer;
    private long _timerDue;
    private bool _timerIsSet;

    private int _inFlight;
    private double _concurrency;
    private double _concurrencyThreshold;

    // Created with the first refusal; forgotten when nothing has waited for some time, because the limit may be another one then.
    private LearnedRate? _learned;
    private long _lastQueued;
    private long _nextSlot;
    private long _blockedUntil;
    private ApiResponse? _refusal;

    // An episode ends with the first refusal. Further refusals of requests that were sent in it tell nothing new.
    private int _episode;
    private int _refusedInRow;
    private int _accepted;
    private long _episodeStart;
    private Random? _random;

    public RateGate(ApiClientOptions options, TimeProvider clock)
    {
        _clock = clock;
        _backOff = options.RetryDelay;
        _longestPause = options.MaxRetryDelay;
        _maxConcurrency = options.MaxConcurrentRequests;
        _concurrency = _concurrencyThreshold = _maxConcurrency;
        if (options.MaxRequestsPerSecond is { } limit)
        {
            _maxRate = limit * ShareOfLimit;
            _window = new SendWindow(limit, seconds => Timestamps(seconds / ShareOfWindow));
        }
    }

    /// <summary>
    /// Lets a request pass if it need not wait, and returns the episode in which it is sent; then <see cref="Sent" /> and
    /// <see cref="Exit" /> must follow.
    /// </summary>
    /// <remarks>It does not use the queue, whose types most programs never load.</remarks>
    public bool TryEnter(out int episode)
    {
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            var isOpen = _waiting == 0 && HasRoom && WaitFrom(now) <= 0;
            episode = isOpen ? Pass(now) : -1;
            return isOpen;
        }
    }

    /// <summary>
    /// Waits until the next request may be sent, and returns the episode in which it is sent; then <see cref="Sent" /> and
    /// <see cref="Exit" /> must follow. Returns -1, and counts no request, when the service asks for a longer pause than the client waits
    /// for.
    /// </summary>
    /// <param name="isRepeated">True for a repeated request, which passes before others.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task<int> EnterAsync(bool isRepeated, CancellationToken cancellationToken)
    {
        var waiter = new Waiter();
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            if (IsBlockedTooLong(now))
            {
                return -1;
            }

            _queue ??= new LinkedList<Waiter>();
            if (isRepeated)
            {
                _queue.AddFirst(waiter.Node);
            }
            else
            {
                _queue.AddLast(waiter.Node);
            }

            _waiting = _queue.Count;
            _lastQueued = now;
            Pump(now);
        }

        using var registration = cancellationToken.Register(() => Cancel(waiter, cancellationToken));
        return await waiter.Task.ConfigureAwait(false);
    }

    /// <summary>Notes that a request that passed is sent now.</summary>
    public void Sent()
    {
        if (_window is null)
        {
            return;
        }

        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            _window.Sent(now);
            if (_waiting > 0)
            {
                Pump(now);
            }
        }
    }

    /// <summary>Notes that a request has ended.</summary>
    /// <param name="wasSent">False when it passed the gate and was not sent.</param>
    public void Exit(bool wasSent)
    {
        lock (_lock)
        {
            _inFlight--;
            if (!wasSent)
            {
                _window?.GivenUp();
            }

            if (_waiting > 0)
            {
                Pump(_clock.GetTimestamp());
            }
        }
    }

    /// <summary>Notes that the service accepted a request.</summary>
    public void Accepted(int episode)
    {
        lock (_lock)
        {
            if (episode != _episode)
            {
                if (episode == _episode - 1)
                {
                    _learned?.AcceptedLate();
                }

                return;
            }

            _accepted++;
            if (_concurrency < _maxConcurrency)
            {
                _concurrency = Math.Min(_maxConcurrency, _concurrency + (_concurrency < _concurrencyThreshold ? 1 : 1 / _concurrency));
            }

            if (_learned is not null)
            {
                GrowOrForget(_clock.GetTimestamp());
            }
        }
    }

    /// <summary>Notes that the service refused a request because there were too many, and returns how long all requests wait now.</summary>
    /// <param name="episode">The episode in which it was sent.</param>
    /// <param name="retryAfter">The delay that the service asks for.</param>
    /// <param name="refusal">The response.</param>
    public TimeSpan Refused(int episode, TimeSpan? retryAfter, ApiResponse refusal)
    {
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            var pause = retryAfter ?? TimeSpan.Zero;
            if (episode == _episode)
            {
                pause = EndEpisode(now, retryAfter);
            }

            return Block(now, pause, refusal);
        }
    }

    /// <summary>Notes that the service is unavailable for some time, and returns how long all requests wait now.</summary>
    public TimeSpan Unavailable(TimeSpan retryAfter, ApiResponse response)
    {
        lock (_lock)
        {
            return Block(_clock.GetTimestamp(), retryAfter, response);
        }
    }

    /// <summary>Returns the response that asked for the current pause, and how long the pause still lasts.</summary>
    public (ApiResponse Response, TimeSpan Remaining) Refusal()
    {
        lock (_lock)
        {
            return (_refusal!, TimeSpan.FromTicks(Math.Max(0, Ticks(_blockedUntil - _clock.GetTimestamp()))));
        }
    }

    private bool HasRoom => _inFlight < (int)_concurrency && _window?.HasRoom != false;

    private double Rate => _learned?.PerSecond is > 0 and var learned && (_maxRate == 0 || learned < _maxRate) ? learned : _maxRate;

    private bool IsBlockedTooLong(long now) => _blockedUntil > now && Ticks(_blockedUntil - now) > _longestPause.Ticks;

    private long WaitFrom(long now) => Math.Max(Math.Max(_blockedUntil, _nextSlot), _window?.NextFree ?? 0) - now;

    private int Pass(long now)
    {
        _inFlight++;
        _window?.Passed();
        if (_accepted == 0 && now > _episodeStart)
        {
            _episodeStart = now;
        }

        if (Rate is > 0 and var rate)
        {
            // A timer that is a little late does not lower the rate, and does not let two requests pass at once.
            var interval = Timestamps(1 / rate);
            _nextSlot = Math.Max(_nextSlot, now - Math.Min(interval, Timestamps(Lateness))) + interval;
        }

        return _episode;
    }

    private void Pump(long now)
    {
        while (_queue!.First is { } first && HasRoom)
        {
            var wait = WaitFrom(now);
            if (wait > 0)
            {
                SetTimer(now + wait);
                return;
            }

            _queue.RemoveFirst();
            _waiting = _queue.Count;
            first.Value.TrySetResult(Pass(now));
        }
    }

    private void SetTimer(long due)
    {
        if (_timerIsSet && _timerDue <= due)
        {
            return;
        }

        _timerDue = due;
        _timerIsSet = true;

        // Timers cut off parts of a millisecond, so that many of them would run ahead of the clock.
        var left = Math.Max(1, Ticks(due - _clock.GetTimestamp()));
        var wait = TimeSpan.FromMilliseconds((left + TimeSpan.TicksPerMillisecond - Rounding) / TimeSpan.TicksPerMillisecond);
        if (_timer is null)
        {
            // The timer must not keep the context of the call that created it.
            using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
            {
                _timer = _clock.CreateTimer(
                    static gate => ((RateGate)gate!).TimerFired(),
                    this,
                    wait,
                    System.Threading.Timeout.InfiniteTimeSpan
                );
            }
        }
        else
        {
            _timer.Change(wait, System.Threading.Timeout.InfiniteTimeSpan);
        }
    }

    private void TimerFired()
    {
        lock (_lock)
        {
            _timerIsSet = false;
            if (_waiting > 0)
            {
                // A timer may fire a little early; what it waited for is over.
                Pump(Math.Max(_clock.GetTimestamp(), _timerDue));
            }
        }
    }

    private TimeSpan Block(long now, TimeSpan pause, ApiResponse response)
    {
        var until = now + Timestamps(pause.TotalSeconds);
        if (until > _blockedUntil)
        {
            _blockedUntil = until;
            _refusal = response;
        }

        if (IsBlockedTooLong(now) && _queue is not null)
        {
            foreach (var waiter in _queue)
            {
                waiter.TrySetResult(-1);
            }

            _queue.Clear();
            _waiting = 0;
        }

        return TimeSpan.FromTicks(Ticks(_blockedUntil - now));
    }

    private TimeSpan EndEpisode(long now, TimeSpan? retryAfter)
    {
        _refusedInRow = _accepted == 0 ? Math.Min(_refusedInRow + 1, 20) : 1;
        var pause = Pause(retryAfter ?? TimeSpan.Zero);
        (_learned ??= new LearnedRate()).Refused(
            Seconds(_episodeStart > 0 ? _episodeStart : now),
            _accepted,
            Seconds(now),
            pause.TotalSeconds,
            retryAfter is { } asked && asked > TimeSpan.FromTicks(pause.Ticks / 2) ? Math.Min(asked.TotalSeconds, pause.TotalSeconds) : 0
        );
        _episode++;
        _accepted = 0;
        _episodeStart = now + Timestamps(pause.TotalSeconds);
        _concurrencyThreshold = Math.Max(1, _inFlight / 2.0);
        _concurrency = 1;
        return pause;
    }

    // Never shorter than the own back-off, so that "Retry-After: 0" does not become a burst.
    private TimeSpan Pause(TimeSpan retryAfter)
    {
#pragma warning disable CA5394 // Jitter needs no secure random numbers.
        var random = (_random ??= new Random()).NextDouble();
#pragma warning restore CA5394
        var first = Math.Max(_backOff.Ticks, ShortestBackOff.Ticks);
        if (_refusedInRow == 1 && _learned?.PerSecond > 0)
        {
            // Evenly sent requests exceed the limit by one or two at most.
            first = Math.Min(first, Math.Max(ShortestBackOff.Ticks, (long)(RequestsToSkip / _learned.PerSecond * TimeSpan.TicksPerSecond)));
        }

        var backOff = Math.Min(_longestPause.Ticks, first * Math.Pow(2, _refusedInRow - 1));
        backOff *= 0.75 + (random / 4);
        if (retryAfter.Ticks < backOff)
        {
            return TimeSpan.FromTicks((long)backOff);
        }

        var jitter = Math.Min(LargestJitter.Ticks, retryAfter.Ticks / 20) * random;
        return TimeSpan.FromTicks(Math.Min(retryAfter.Ticks + (long)jitter, Math.Max(retryAfter.Ticks, _longestPause.Ticks)));
    }

    private void GrowOrForget(long now)
    {
        if (_waiting == 0 && Seconds(now - Math.Max(_lastQueued, _blockedUntil)) > ForgottenAfter.TotalSeconds)
        {
            _learned = null;
        }
        else
        {
            _learned!.Grow(Seconds(now));
        }
    }

    private void Cancel(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (waiter.Node.List is { } queue)
            {
                queue.Remove(waiter.Node);
                _waiting = queue.Count;
                waiter.TrySetCanceled(cancellationToken);
            }
        }
    }

    private double Seconds(long timestamps) => (double)timestamps / _clock.TimestampFrequency;

    private long Ticks(long timestamps) => (long)Math.Round(Math.Min(long.MaxValue / 2.0, Seconds(timestamps) * TimeSpan.TicksPerSecond));

    // Bounded to about a century, so that a sum of timestamps does not overflow.
    private long Timestamps(double seconds) => (long)Math.Round(Math.Min(seconds, 3e9) * Math.Min(_clock.TimestampFrequency, 1e9));

    private sealed class Waiter : TaskCompletionSource<int>
    {
        public Waiter()
            : base(TaskCreationOptions.RunContinuationsAsynchronously) => Node = new LinkedListNode<Waiter>(this);

        public LinkedListNode<Waiter> Node { get; }
    }
}
