using System;

namespace ClickFunnels.Core;

/// <summary>
/// Knows when the last requests were sent, so that no period sees more of them than a limit. <see cref="RateGate" /> owns it.
/// </summary>
/// <remarks>A request may be sent some time after it passed the gate, so the time at which it passed is not enough.</remarks>
internal sealed class SendWindow
{
    private const int Most = 1_000;

    private readonly long[] _sent;
    private readonly long _period;
    private long _sentCount;
    private int _unsent;

    /// <param name="perSecond">The largest number of requests per second.</param>
    /// <param name="toTimestamps">Converts seconds to timestamps of the clock.</param>
    public SendWindow(double perSecond, Func<double, long> toTimestamps)
    {
        // Periods of a thousand requests are short enough for any larger limit.
        _sent = new long[(int)Math.Max(1, Math.Min(Most, perSecond))];
        _period = toTimestamps(_sent.Length / perSecond);
    }

    /// <summary>
    /// Gets a value that indicates whether a request may pass at all. When it is false, a request that passed is sent first.
    /// </summary>
    public bool HasRoom => _unsent < _sent.Length;

    /// <summary>Gets the time from which the next request may pass. It is valid when <see cref="HasRoom" /> is true.</summary>
    public long NextFree
    {
        get
        {
            var back = _sent.Length - _unsent;
            return _sentCount < back ? long.MinValue : _sent[(_sentCount - back) % _sent.Length] + _period;
        }
    }

    /// <summary>Notes that a request has passed the gate and is not sent yet.</summary>
    public void Passed() => _unsent++;

    /// <summary>Notes that a request is sent now.</summary>
    public void Sent(long now)
    {
        _unsent--;
        _sent[_sentCount++ % _sent.Length] = now;
    }

    /// <summary>Notes that a request that passed is not sent.</summary>
    public void GivenUp() => _unsent--;
}
