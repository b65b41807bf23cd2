namespace ClickFunnels.Emulator.Deliveries;

/// <summary>
/// The deliveries of the events of one epoch of the store. When the state is replaced, the whole session ends, and nothing of it can be
/// mistaken for a delivery of the new state. All members need the gate of the queue.
/// </summary>
/// <param name="epoch">The epoch.</param>
internal sealed class DeliverySession(long epoch) : IDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly CancellationTokenSource _stopping = new();

    public long Epoch { get; } = epoch;

    /// <summary>Deliveries that are not finished.</summary>
    public HashSet<PendingDelivery> Pending { get; } = [];

    /// <summary>Number of them that a fault holds back.</summary>
    public int Held { get; set; }

    /// <summary>Canceled when no further attempt may begin.</summary>
    public CancellationToken Ending => _ending.Token;

    /// <summary>Canceled when attempts that have begun must end, too.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Lets no further attempt begin, from the moment of the call.</summary>
    public Task EndAsync() => _ending.CancelAsync();

    /// <summary>Ends the attempts that have begun.</summary>
    public Task StopAsync() => _stopping.CancelAsync();

    public void Dispose()
    {
        _ending.Dispose();
        _stopping.Dispose();
    }
}
