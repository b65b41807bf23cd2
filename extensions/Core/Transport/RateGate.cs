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
/// The gate learns the rate from what the service accepted before it refused a request, and spaces the requests accordingly. It raises the
/// rate again later, first to find the limit and then rarely. After a pause it lets one request pass, and more as they are accepted.
/// </remarks>
internal sealed class RateGate
{
    private const int FewestMeasured = 4;
    private const double ShortSeconds = 2;

    // Just below the limit, because exceeding it costs a whole pause.
    private const double Margin = 0.97;
    private const double CeilingMargin = 0.96;
    private const double Decrease = 0.96;
    private const double FastGrowth = 1.08;
    private const double SlowGrowth = 1.02;
    private const double GrowthSeconds = 1;
    private const double Lateness = 0.005;
    private static readonly TimeSpan FirstHold = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(8);
    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestBackOff = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LargestJitter = TimeSpan.FromMilliseconds(250);

    private readonly object _lock = new();
    private readonly TimeProvider _clock;
    private readonly TimeSpan _backOff;
    private readonly TimeSpan _longestPause;
    private readonly int _maxConcurrency;
    private readonly double _maxRate;

    // Created with the first request that waits, because most programs see none.
    private LinkedList<Waiter>? _queue;
    private int _waiting;
    private ITimer? _timer;
    private long _timerDue;
    private bool _timerIsSet;

    private int _inFlight;
    private double _concurrency;
    private double _concurrencyThreshold;

    // 0 while nothing is known.
    private double _rate;
    private double _rateBefore;
    private double _ceiling;
    private bool _growsFast;
    private long _grownAt;
    private TimeSpan _hold = FirstHold;
    private long _holdUntil;
    private long _lastQueued;
    private long _nextSlot;
    private long _blockedUntil;
    private ApiResponse? _refusal;

    // An episode ends with the first refusal. Further refusals of requests that were sent in it tell nothing new.
    private int _episode;
    private int _refusedInRow;
    private int _accepted;
    private long _episodeStart;

    // The requests of the last episode that came at once: so many were accepted from then until the end of the pause.
    private int _burst;
    private long _burstStart;
    private long _burstEnd;
    private double _burstPause;
    private Random? _random;

    public RateGate(ApiClientOptions options, TimeProvider clock)
    {
        _clock = clock;
        _backOff = options.RetryDelay;
        _longestPause = options.MaxRetryDelay;
        _maxConcurrency = options.MaxConcurrentRequests;
        _concurrency = _concurrencyThreshold = _maxConcurrency;
        _maxRate = options.MaxRequestsPerSecond ?? 0;
    }

    /// <summary>
    /// Waits until the next request may be sent, and returns the episode in which it is sent; <see cref="Exit" /> must follow.
    /// Returns -1, and counts no request, when the service asks for a longer pause than the client waits for.
    /// </summary>
    /// <param name="isRepeated">True for a repeated request, which passes before others.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public ValueTask<int> EnterAsync(bool isRepeated, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            if (_waiting == 0 && HasRoom && WaitFrom(now) <= 0)
            {
                return new ValueTask<int>(Pass(now));
            }
        }

        // A method of its own, so that most programs never load the types of the queue.
        return QueueAsync(isRepeated, cancellationToken);
    }

    /// <summary>Notes that a request has ended.</summary>
    public void Exit()
    {
        lock (_lock)
        {
            _inFlight--;
            if (_waiting > 0)
            {
                Pump(_clock.GetTimestamp());
            }
        }
    }

    /// <summary>Notes that the service accepted a request.</summary>
    public void Accepted(int episode)
    {
        // Nothing is written while nothing is known, so that the usual case costs next to nothing.
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            if (episode != _episode)
            {
                if (episode == _episode - 1 && _burstEnd > 0)
                {
                    _burst++;
                    LearnFromBurst();
                }

                return;
            }

            _accepted++;
            if (_concurrency < _maxConcurrency)
            {
                _concurrency = Math.Min(_maxConcurrency, _concurrency + (_concurrency < _concurrencyThreshold ? 1 : 1 / _concurrency));
            }

            if (_rate > 0)
            {
                Grow(now);
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

    private ValueTask<int> QueueAsync(bool isRepeated, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            var now = _clock.GetTimestamp();
            if (IsBlockedTooLong(now))
            {
                return new ValueTask<int>(-1);
            }

            _queue ??= new LinkedList<Waiter>();
            waiter = new Waiter();
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

        return new ValueTask<int>(WaitAsync(waiter, cancellationToken));
    }

    private bool HasRoom => _inFlight < (int)_concurrency;

    private double Rate => _maxRate > 0 && (_rate == 0 || _rate > _maxRate) ? _maxRate : _rate;

    private bool IsBlockedTooLong(long now) => _blockedUntil > now && Ticks(_blockedUntil - now) > _longestPause.Ticks;

    private long WaitFrom(long now) => Math.Max(_blockedUntil, _nextSlot) - now;

    private int Pass(long now)
    {
        _inFlight++;
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
                SetTimer(now + wait, now);
                return;
            }

            _queue.RemoveFirst();
            _waiting = _queue.Count;
            first.Value.TrySetResult(Pass(now));
        }
    }

    private void SetTimer(long due, long now)
    {
        if (_timerIsSet && _timerDue <= due)
        {
            return;
        }

        _timerDue = due;
        _timerIsSet = true;
        var wait = TimeSpan.FromTicks(Math.Max(1, Ticks(due - now)));
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
        Learn(now, pause, isAskedFor: retryAfter > TimeSpan.FromTicks(pause.Ticks / 2));
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
        var backOff = Math.Min(_longestPause.Ticks, Math.Max(_backOff.Ticks, ShortestBackOff.Ticks) * Math.Pow(2, _refusedInRow - 1));
        backOff *= 0.75 + (random / 4);
        if (retryAfter.Ticks < backOff)
        {
            return TimeSpan.FromTicks((long)backOff);
        }

        var jitter = Math.Min(LargestJitter.Ticks, retryAfter.Ticks / 20) * random;
        return TimeSpan.FromTicks(Math.Min(retryAfter.Ticks + (long)jitter, Math.Max(retryAfter.Ticks, _longestPause.Ticks)));
    }

    private void Learn(long now, TimeSpan pause, bool isAskedFor)
    {
        var end = now + Timestamps(pause.TotalSeconds);
        if (_accepted == 0 && _burstEnd > 0)
        {
            // The pause was too short.
            _burstPause += Seconds(end - _burstEnd);
            _burstEnd = end;
            LearnFromBurst();
        }
        else if (_rate > 0)
        {
            // The requests came evenly, so the limit is just below their rate.
            var refused = _rate;
            var isShort = Seconds(now - _episodeStart) < ShortSeconds;
            _rate = isShort || _rateBefore == 0 ? _rate * Decrease : _rateBefore * Margin;
            _ceiling = _growsFast ? refused * CeilingMargin : _rate;
            _growsFast = false;
            _burstEnd = 0;
            _hold = TimeSpan.FromTicks(Math.Min(LongestHold.Ticks, _hold.Ticks * 2));
        }
        else if (Seconds(now - _episodeStart) < ShortSeconds)
        {
            // They came at once: so many were allowed, and more are after the pause. Responses of requests under way add to them.
            _burst = _accepted;
            _burstStart = _episodeStart > 0 ? _episodeStart : now;
            _burstEnd = end;
            _burstPause = pause.TotalSeconds;
            _growsFast = !isAskedFor;
            LearnFromBurst();
        }

        _holdUntil = end + Timestamps(_hold.TotalSeconds);
        _grownAt = end;
        _rateBefore = 0;
    }

    // The limit lies between the rate with and without the time of the burst. Fewer requests show nothing about it: a program that sends
    // rarely is refused because of others.
    private void LearnFromBurst()
    {
        var isEnough = _burst >= FewestMeasured;
        _rate = isEnough ? _burst / Math.Max(0.001, Seconds(_burstEnd - _burstStart)) : 0;
        _ceiling = isEnough && !_growsFast ? _burst / Math.Max(0.001, _burstPause) * Margin : 0;
    }

    private void Grow(long now)
    {
        if (Seconds(now - Math.Max(_lastQueued, _blockedUntil)) > ForgottenAfter.TotalSeconds && _waiting == 0)
        {
            // Nothing has waited for some time: the limit may be another one now.
            _rate = _ceiling = 0;
            _burstEnd = 0;
            _hold = FirstHold;
        }
        else if (now >= _grownAt + Timestamps(GrowthSeconds))
        {
            var limit =
                _growsFast ? double.MaxValue
                : _rate < _ceiling ? _ceiling
                : now >= _holdUntil ? _rate * SlowGrowth
                : _rate;
            if (limit > _rate)
            {
                _rateBefore = _rate;
                _rate = Math.Min(limit, _rate * FastGrowth);
                _grownAt = now;
                _burstEnd = 0;
            }
        }
    }

    private async Task<int> WaitAsync(Waiter waiter, CancellationToken cancellationToken)
    {
        using var registration = cancellationToken.Register(() => Cancel(waiter, cancellationToken));
        return await waiter.Task.ConfigureAwait(false);
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

    // At most a century, so that a sum of timestamps does not overflow.
    private long Timestamps(double seconds) => (long)Math.Round(Math.Min(seconds, 3e9) * Math.Min(_clock.TimestampFrequency, 1e9));

    private sealed class Waiter : TaskCompletionSource<int>
    {
        public Waiter()
            : base(TaskCreationOptions.RunContinuationsAsynchronously) => Node = new LinkedListNode<Waiter>(this);

        public LinkedListNode<Waiter> Node { get; }
    }
}
