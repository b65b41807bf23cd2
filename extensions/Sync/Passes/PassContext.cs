namespace ClickFunnels.Sync;

/// <summary>The parts that the passes of one run share.</summary>
internal sealed record PassContext(
    ClickFunnelsClient Client,
    SyncSink Sink,
    SyncOptions Options,
    long Workspace,
    ListRequests Requests,
    SyncMeter Meter
)
{
    public DateTimeOffset Now => Options.TimeProvider.GetUtcNow();

    public async Task<string?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var entries = await Sink.ReadStateAsync(Workspace, name, 1, cancellationToken).ConfigureAwait(false);
        return entries is [var entry] && entry.Key == name ? entry.Value : null;
    }
}
