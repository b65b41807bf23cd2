namespace ClickFunnels.Sync;

/// <summary>A sink that stores only while a run holds its lease: each commit compares the fence in the state.</summary>
/// <param name="sink">The sink. It is not closed with this one.</param>
internal sealed class FencedSink(SyncSink sink) : SyncSink
{
    /// <summary>The fence of the run in progress; null for none.</summary>
    public volatile string? Fence;

    public override string Name => sink.Name;

    public override bool CanUpdate => sink.CanUpdate;

    public override Task OpenAsync(CancellationToken cancellationToken = default) => sink.OpenAsync(cancellationToken);

    public override Task<SyncTable> PrepareAsync(SyncTable table, CancellationToken cancellationToken = default) =>
        sink.PrepareAsync(table, cancellationToken);

    public override Task CommitAsync(SinkCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return sink.CommitAsync(Fence is { } fence ? WithFence(commit, fence) : commit, cancellationToken);
    }

    public override Task<IReadOnlyList<KeyValuePair<string, string>>> ReadStateAsync(
        long workspace,
        string prefix,
        int limit = int.MaxValue,
        CancellationToken cancellationToken = default
    ) => sink.ReadStateAsync(workspace, prefix, limit, cancellationToken);

    public override Task<IReadOnlyList<StoredRow>> ReadRowsAsync(
        SyncTable table,
        long workspace,
        long after = long.MinValue,
        long upTo = long.MaxValue,
        long? parent = null,
        int limit = int.MaxValue,
        CancellationToken cancellationToken = default
    ) => sink.ReadRowsAsync(table, workspace, after, upTo, parent, limit, cancellationToken);

    public override Task<long> CountAsync(SyncTable table, long? workspace = null, CancellationToken cancellationToken = default) =>
        sink.CountAsync(table, workspace, cancellationToken);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static SinkCommit WithFence(SinkCommit commit, string fence) =>
        new()
        {
            Workspace = commit.Workspace,
            Changes = commit.Changes,
            State = commit.State,
            KeepDeletedAt = commit.KeepDeletedAt,
            Expected = new Dictionary<string, string?>(commit.Expected) { [SinkLease.FenceEntry] = fence },
        };
}
