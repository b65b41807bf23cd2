using System;

namespace ClickFunnels.Core;

/// <summary>
/// The rate that a service allows, as far as its refusals show it. Times are in seconds on any clock. Not thread-safe; the
/// <see cref="RateGate" /> owns it.
/// </summary>
/// <remarks>
/// Requests that are sent at once and then refused show how many are allowed per pause. Requests that are sent evenly and then refused show
/// that the limit is just below their rate. Afterwards the rate is raised again: first up to the limit, later rarely.
/// </remarks>
internal sealed class LearnedRate
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
    private const double FirstHold = 60;
    private const double LongestHold = 480;

    private double _before;
    private double _ceiling;
    private bool _growsFast;
    private double _grownAt;
    private double _hold = FirstHold;
    private double _holdUntil;

    // The last requests that were sent at once: so many were accepted from the start until the end of the pause.
    private int _burst;
    private double _burstStart;
    private double _burstEnd;
    private double _burstPause;

    /// <summary>Gets the requests per second; 0 while nothing is known.</summary>
    public double PerSecond { get; private set; }

    /// <summary>Learns from the first refusal after some requests were accepted.</summary>
    /// <param name="start">The time of the first of these requests.</param>
    /// <param name="accepted">The number of accepted requests.</param>
    /// <param name="now">The time of the refusal.</param>
    /// <param name="pause">The pause that follows.</param>
    /// <param name="askedFor">The pause that the service asked for, which is shorter by the jitter; 0 if it asked for none.</param>
    public void Refused(double start, int accepted, double now, double pause, double askedFor)
    {
        var end = now + pause;
        if (accepted == 0 && _burstEnd > 0)
        {
            // The pause was too short.
            _burstPause += end - _burstEnd;
            _burstEnd = end;
            LearnFromBurst();
        }
        else if (PerSecond > 0)
        {
            var refused = PerSecond;
            PerSecond = now - start < ShortSeconds || _before == 0 ? refused * Decrease : _before * Margin;
            // The limit lies between the last two rates.
            _ceiling = _growsFast ? (_before > 0 ? (_before + refused) / 2 : refused) * CeilingMargin : PerSecond;
            _growsFast = false;
            _burstEnd = 0;
            _hold = Math.Min(LongestHold, _hold * 2);
        }
        else if (now - start < ShortSeconds)
        {
            _burst = accepted;
            _burstStart = start;
            _burstEnd = end;
            // So many are allowed in the time that the service names, without the jitter.
            _burstPause = askedFor > 0 ? askedFor : pause;
            _growsFast = askedFor == 0;
            LearnFromBurst();
        }

        _holdUntil = end + _hold;
        _grownAt = end;
        _before = 0;
    }

    /// <summary>Counts a request that was sent before the last refusal and accepted after it.</summary>
    public void AcceptedLate()
    {
        if (_burstEnd > 0)
        {
            _burst++;
            LearnFromBurst();
        }
    }

    /// <summary>Raises the rate when it is time to.</summary>
    public void Grow(double now)
    {
        if (PerSecond == 0 || now < _grownAt + GrowthSeconds)
        {
            return;
        }

        var limit =
            _growsFast ? double.MaxValue
            : PerSecond < _ceiling ? _ceiling
            : now >= _holdUntil ? PerSecond * SlowGrowth
            : PerSecond;
        if (limit > PerSecond)
        {
            _before = PerSecond;
            PerSecond = Math.Min(limit, PerSecond * FastGrowth);
            _grownAt = now;
            _burstEnd = 0;
        }
    }

    // The limit lies between the rate with and without the time of the burst. Fewer requests show nothing about it: a program that sends
    // rarely is refused because of others.
    private void LearnFromBurst()
    {
        var isEnough = _burst >= FewestMeasured;
        PerSecond = isEnough ? _burst / Math.Max(0.001, _burstEnd - _burstStart) : 0;
        _ceiling = isEnough && !_growsFast ? _burst / Math.Max(0.001, _burstPause) * Margin : 0;
    }
}
