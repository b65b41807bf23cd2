namespace ClickFunnels.Sync;

/// <summary>
/// Creates the sync of a workspace. The host implements it: it knows the tokens, the sink and the options. A scheduler calls it when the
/// sync is needed, and disposes the sync when it is not needed for some time.
/// </summary>
/// <remarks>
/// Clients of one process should share a <see cref="FairGate" /> (<see cref="FairGate.Attach" />). Wrap the sync in an
/// <see cref="ExclusiveWorkspaceSync" /> if more than one process can run it.
/// </remarks>
public interface IWorkspaceSyncFactory
{
    /// <summary>Creates the sync of a workspace.</summary>
    /// <param name="workspace">Id of the workspace.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SyncException">The workspace is not known.</exception>
    ValueTask<IWorkspaceSync> CreateAsync(long workspace, CancellationToken cancellationToken = default);
}

/// <summary>Creates syncs with a function.</summary>
/// <param name="create">Creates the sync of the workspace with an id.</param>
public sealed class WorkspaceSyncFactory(Func<long, CancellationToken, ValueTask<IWorkspaceSync>> create) : IWorkspaceSyncFactory
{
    private readonly Func<long, CancellationToken, ValueTask<IWorkspaceSync>> _create =
        create ?? throw new ArgumentNullException(nameof(create));

    /// <inheritdoc />
    public ValueTask<IWorkspaceSync> CreateAsync(long workspace, CancellationToken cancellationToken = default) =>
        _create(workspace, cancellationToken);
}
