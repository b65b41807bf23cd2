using System.Threading.Channels;

namespace ClickFunnels.AspNetCore;

/// <summary>Wakes the process that waits for work; signals that nobody waits for are merged into one. For stores.</summary>
/// <param name="clock">The clock of the waits.</param>
public sealed class WebhookSignal(TimeProvider clock)
{
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Ends the present wait, or else the next one at once.</summary>
    public void Set() => _signal.Writer.TryWrite(true);

    /// <summary>Returns after a signal, or when the time is over.</summary>
    /// <param name="timeout">At most so long.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task WaitAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (_signal.Reader.TryRead(out _) || timeout <= TimeSpan.Zero)
        {
            return;
        }

        using var time = new CancellationTokenSource(timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(time.Token, cancellationToken);
        try
        {
            await _signal.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }
}
