namespace ClickFunnels.Sync;

/// <summary>
/// Reads single records of any workspace again, for changes that webhooks report. <see cref="SyncScheduler" /> is one; a cluster has
/// its own.
/// </summary>
public interface IRecordRefresher
{
    /// <summary>
    /// Reads a record again and stores it, or removes it if it does not exist. Calls for a record that wait together lead to one read.
    /// </summary>
    /// <param name="workspace">Id of the workspace.</param>
    /// <param name="table">Name of the table.</param>
    /// <param name="id">Id of the record.</param>
    /// <param name="cancellationToken">Cancels the wait, not the read.</param>
    /// <returns>True if the sink was changed.</returns>
    /// <exception cref="SyncException">The workspace or the table is not known, or the sink failed.</exception>
    /// <exception cref="Core.ApiException">A call failed, and was not to be repeated.</exception>
    Task<bool> RefreshAsync(long workspace, string table, long id, CancellationToken cancellationToken = default);
}
