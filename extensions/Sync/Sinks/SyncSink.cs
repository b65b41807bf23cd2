namespace ClickFunnels.Sync;

/// <summary>
/// Stores rows and the state of a sync. A commit is stored as a whole or not at all, even if the process is killed, so that rows and
/// state always fit together. Thread-safe: commits of different workspaces may come at the same time.
/// </summary>
/// <remarks>
/// To write a sink of your own, derive from this class. Throw <see cref="SyncSinkException" /> if the storage fails.
/// </remarks>
public abstract class SyncSink : IAsyncDisposable
{
    /// <summary>Name for plans, reports and messages, such as <c>SQLite shop.db</c>. It contains no password.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// True if rows can be replaced and deleted. Only such a sink can be synced; the others take exports, in which no row is changed.
    /// </summary>
    public abstract bool CanUpdate { get; }

    /// <summary>Opens or creates the storage. Every other member needs it. Opening twice changes nothing.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SyncSinkException">The storage cannot be opened.</exception>
    public abstract Task OpenAsync(CancellationToken cancellationToken = default);

    /// <summary>Creates a table, or adds the columns that it does not have yet. Existing columns keep their type.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>
    /// The table as it is stored: the columns of <paramref name="table" /> first, in their order, and then those that the storage has
    /// besides. A column that the storage has with another type has that type.
    /// </returns>
    /// <exception cref="SyncSinkException">The table cannot be changed.</exception>
    public abstract Task<SyncTable> PrepareAsync(SyncTable table, CancellationToken cancellationToken = default);

    /// <summary>Stores changes and state together.</summary>
    /// <param name="commit">The changes.</param>
    /// <param name="cancellationToken">Cancels the call. After a cancellation, all or nothing is stored.</param>
    /// <exception cref="SyncSinkException">Nothing was stored.</exception>
    /// <exception cref="SyncConflictException">An entry differs from <see cref="SinkCommit.Expected" />. Nothing was stored.</exception>
    public abstract Task CommitAsync(SinkCommit commit, CancellationToken cancellationToken = default);

    /// <summary>Returns the entries of the state whose name begins with a text, ordered by name (ordinal).</summary>
    /// <param name="workspace">Id of the workspace.</param>
    /// <param name="prefix">The text; empty for all entries.</param>
    /// <param name="limit">The largest number of entries to return.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SyncSinkException">The storage cannot be read.</exception>
    public abstract Task<IReadOnlyList<KeyValuePair<string, string>>> ReadStateAsync(
        long workspace,
        string prefix,
        int limit = int.MaxValue,
        CancellationToken cancellationToken = default
    );

    /// <summary>
    /// Returns the rows with ids in a range, ordered by id, without rows that are marked as deleted. A sink that cannot update returns
    /// none.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="workspace">Id of the workspace.</param>
    /// <param name="after">Ids are greater than this.</param>
    /// <param name="upTo">Ids are at most this.</param>
    /// <param name="parent">Only rows with this parent; null for all rows.</param>
    /// <param name="limit">The largest number of rows to return: those with the lowest ids.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SyncSinkException">The storage cannot be read.</exception>
    public abstract Task<IReadOnlyList<StoredRow>> ReadRowsAsync(
        SyncTable table,
        long workspace,
        long after = long.MinValue,
        long upTo = long.MaxValue,
        long? parent = null,
        int limit = int.MaxValue,
        CancellationToken cancellationToken = default
    );

    /// <summary>Counts the rows of a table, without rows that are marked as deleted.</summary>
    /// <param name="table">The table.</param>
    /// <param name="workspace">Id of the workspace; null for all.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SyncSinkException">The storage cannot be read.</exception>
    public abstract Task<long> CountAsync(SyncTable table, long? workspace = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Ends an export or a pass: finishes what the sink writes in bigger units than commits, such as the parts of Parquet files. Does
    /// nothing
    /// by default. Further commits are possible.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call. What was committed stays.</param>
    /// <exception cref="SyncSinkException">The storage failed. What was committed stays.</exception>
    public virtual Task CompleteAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    /// <summary>Closes the storage. What was committed stays.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Returns the name.</summary>
    public sealed override string ToString() => Name;
}
