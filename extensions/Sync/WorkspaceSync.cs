namespace ClickFunnels.Sync;

/// <summary>Keeps a copy of the records of one workspace in a sink.</summary>
public sealed class WorkspaceSync : IWorkspaceSync
{
    private readonly ClickFunnelsClient _client;
    private readonly SyncSink _sink;

    /// <summary>Creates a sync.</summary>
    /// <param name="client">A client that is bound to the workspace.</param>
    /// <param name="sink">The sink. It is not closed with the sync.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    public WorkspaceSync(ClickFunnelsClient client, SyncSink sink, SyncOptions? options = null)
    {
        _client = client ?? throw new ArgumentNullException(nameof(client));
        _sink = sink ?? throw new ArgumentNullException(nameof(sink));
        Options = options ?? new SyncOptions();
    }

    private SyncOptions Options { get; }

    /// <inheritdoc />
    public Task<SyncResult> RunAsync(SyncMode mode = SyncMode.Due, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"{_client} {_sink} {Options}");

    /// <inheritdoc />
    public Task<bool> RefreshAsync(string table, long id, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException($"{_client}");

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
