using System;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Core;

/// <summary>Time limits and delays on an injectable clock.</summary>
internal static class Limit
{
    /// <summary>Returns a source whose token is canceled when the time is over.</summary>
    public static CancellationTokenSource StartLimit(this TimeProvider clock, TimeSpan limit) =>
#if NET
        new(limit, clock);
#else
        clock.CreateCancellationTokenSource(limit);
#endif

    /// <summary>Waits.</summary>
    public static Task WaitAsync(this TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken) =>
#if NET
        Task.Delay(delay, clock, cancellationToken);
#else
        clock.Delay(delay, cancellationToken);
#endif
}
