namespace ClickFunnels.Sync.Orleans;

/// <summary>Reads records again in the cluster: the grain of the workspace does it, wherever it is.</summary>
/// <param name="grains">Finds the grains: that of a silo, or a client of the cluster.</param>
public sealed class OrleansRecordRefresher(IGrainFactory grains) : IRecordRefresher
{
    private readonly IGrainFactory _grains = grains ?? throw new ArgumentNullException(nameof(grains));

    /// <inheritdoc />
    public Task<bool> RefreshAsync(long workspace, string table, long id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return _grains.GetGrain<IWorkspaceSyncGrain>(workspace).RefreshAsync(table, id, cancellationToken);
    }
}
