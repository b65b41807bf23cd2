using System.Threading.Channels;

namespace ClickFunnels.AspNetCore;

/// <summary>
/// A signal that wakes the process that waits for work. Signals are merged while no process waits. Use it to implement
/// <see cref="IWebhookEventStore.WaitForWorkAsync" />.
/// </summary>
/// <param name="clock">The clock of the timeouts.</param>
public sealed class WebhookSignal(TimeProvider clock)
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Ends the current wait, or the next one if there is none.</summary>
    public void Set() => _signal.Writer.TryWrite(true);

    /// <summary>Waits for a signal, or until the timeout expires.</summary>
    /// <param name="timeout">The maximum time to wait.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_signal.Reader.TryRead(out _) || timeout <= TimeSpan.Zero)
        {
            return;
        }

        using var timer = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await _signal.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The timeout expired.
        }
    }
}
