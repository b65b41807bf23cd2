namespace ClickFunnels.Sync.Orleans;

/// <summary>Lets the requests of a silo with one token pass, with permits that it takes from the grain of the token.</summary>
internal sealed class TokenLimiter(ITokenLimitGrain grain, double requestsPerSecond, TimeProvider clock, CancellationToken disposal)
{
    private const int LargestBatch = 256;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly FairQueue<TaskCompletionSource> _queue = new();
    private bool _isPumping;

    /// <summary>Number of calls of the grain.</summary>
    public int Batches { get; private set; }

    /// <summary>Waits for a permit.</summary>
    public async Task EnterAsync(long workspace, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _queue.Enqueue(workspace, turn);
            if (!_isPumping)
            {
                _isPumping = true;

                // Not in the context of the caller, which may be a grain.
                _ = Task.Run(PumpAsync, CancellationToken.None);
            }
        }

        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, disposal);
        using var registration = both.Token.Register(() => Cancel(workspace, turn, both.Token));
        await turn.Task.ConfigureAwait(false);
    }

    /// <summary>Pauses the requests of the token in the whole cluster.</summary>
    public async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await grain.PauseAsync(pause).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Without the cluster, the client still slows down by itself.
        catch (Exception)
#pragma warning restore CA1031
        {
            await Task.Delay(RetryAfter, clock, disposal).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task PumpAsync()
    {
        while (true)
        {
            int wanted;
            lock (_lock)
            {
                wanted = Math.Min(_queue.Count, LargestBatch);
                if (wanted == 0)
                {
                    _isPumping = false;
                    return;
                }
            }

            await LetPassAsync(await TakeAsync(wanted).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    private async Task<TokenPermits> TakeAsync(int wanted)
    {
        try
        {
            Batches++;
            return await grain.TakeAsync(wanted, requestsPerSecond).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The cluster is not reachable for now. Requests wait as long as their limits allow.
        catch (Exception)
#pragma warning restore CA1031
        {
            return new TokenPermits(0, RetryAfter, TimeSpan.Zero);
        }
    }

    private async Task LetPassAsync(TokenPermits permits)
    {
        var start = clock.GetTimestamp();
        var due = permits.Wait;
        var left = permits.Count;
        do
        {
            var wait = due - clock.GetElapsedTime(start);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, disposal).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (left > 0)
            {
                lock (_lock)
                {
                    if (!_queue.TryDequeue(out var turn))
                    {
                        // The others were canceled.
                        return;
                    }

                    turn.TrySetResult();
                }
            }

            due += permits.Interval;
        } while (--left > 0 && !disposal.IsCancellationRequested);
    }

    private void Cancel(long workspace, TaskCompletionSource turn, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_queue.Remove(workspace, turn))
            {
                turn.TrySetCanceled(cancellationToken);
            }
        }
    }
}
