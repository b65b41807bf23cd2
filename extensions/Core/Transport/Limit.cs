using System;
using System.Threading;
#if !NET
using System.Threading.Tasks;
#endif

namespace ClickFunnels.Core;

/// <summary>Time limits on an injectable clock.</summary>
internal static class Limit
{
    /// <summary>Returns a source whose token is canceled when the time is over.</summary>
    public static CancellationTokenSource StartLimit(this TimeProvider clock, TimeSpan limit) =>
#if NET
        new(limit, clock);
#else
        clock.CreateCancellationTokenSource(limit);
#endif
}
