using System;
using System.Threading;
#if !NET8_0_OR_GREATER
using System.Threading.Tasks;
#endif

namespace ClickFunnels;

/// <summary>Time limits on an injectable clock.</summary>
internal static class Limit
{
    /// <summary>Returns a source whose token is cancelled when the time is over.</summary>
    public static CancellationTokenSource StartLimit(this TimeProvider clock, TimeSpan limit) =>
#if NET8_0_OR_GREATER
        new(limit, clock);
#else
        clock.CreateCancellationTokenSource(limit);
#endif
}
