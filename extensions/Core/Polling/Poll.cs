using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>Fetches a record again and again until it is done.</summary>
internal static class Poll
{
    private const double Growth = 1.5;

    public static async Task<T> UntilAsync<T>(
        Func<CancellationToken, Task<T>> fetch,
        Func<T, bool> isDone,
        Operation operation,
        PollingOptions options,
        IProgress<T>? progress,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        options.Check();
        var start = clock.GetTimestamp();
        var delay = options.FirstDelay;
        while (true)
        {
            var current = await fetch(cancellationToken).ConfigureAwait(false);
            progress?.Report(current);
            if (isDone(current))
            {
                return current;
            }

            if (clock.GetElapsedTime(start) + delay > options.Timeout)
            {
                throw new ApiTimeoutException(operation, "did not show the action as done within", options.Timeout, null);
            }

            await clock.WaitAsync(delay, cancellationToken).ConfigureAwait(false);
            delay = TimeSpan.FromTicks(Math.Min((long)(delay.Ticks * Growth), options.LongestDelay.Ticks));
        }
    }
}
