namespace ClickFunnels.Sync;

/// <summary>The kind of a pass over the lists of a workspace.</summary>
public enum SyncMode
{
    /// <summary>An incremental pass, or a full one for each table for which it is due.</summary>
    Due,

    /// <summary>
    /// A full pass: all records are compared, and the rows of deleted records are found. A pass that was interrupted is completed first,
    /// and another one follows.
    /// </summary>
    Full,
}

/// <summary>The result of a pass.</summary>
public sealed record SyncResult
{
    /// <summary>Id of the workspace.</summary>
    public required long Workspace { get; init; }

    /// <summary>The results by table.</summary>
    public required IReadOnlyList<TableResult> Tables { get; init; }

    /// <summary>Number of requests.</summary>
    public long Requests { get; init; }

    /// <summary>Time that requests waited before they were sent because of limits, summed over all requests.</summary>
    public TimeSpan Waiting { get; init; }

    /// <summary>Duration.</summary>
    public TimeSpan Elapsed { get; init; }
}

/// <summary>The result of a pass for one table.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Mode">The kind of the pass.</param>
public sealed record TableResult(string Table, SyncMode Mode)
{
    /// <summary>Number of records that were read.</summary>
    public long Rows { get; init; }

    /// <summary>Number of new rows and of changed rows.</summary>
    public long Upserts { get; init; }

    /// <summary>Number of rows whose record no longer exists.</summary>
    public long Deletes { get; init; }

    /// <summary>
    /// The reason why the lists of the table cannot be read, for example because the token may not read them; null if they were read.
    /// </summary>
    public string? Unavailable { get; init; }
}

/// <summary>
/// Runs the passes of one workspace. It is what a scheduler works with; <see cref="WorkspaceSync" /> is the implementation.
/// </summary>
public interface IWorkspaceSync : IAsyncDisposable
{
    /// <summary>
    /// Reads the lists of the workspace into the sink. A run that was interrupted goes on where it stopped. It must not run twice at once
    /// for a workspace.
    /// </summary>
    /// <param name="mode">The kind of the pass.</param>
    /// <param name="cancellationToken">Stops the run. What was stored stays, and the next run goes on there.</param>
    /// <exception cref="SyncException">The sink or a list cannot be used.</exception>
    /// <exception cref="Core.ApiException">A call failed, and was not to be repeated.</exception>
    Task<SyncResult> RunAsync(SyncMode mode = SyncMode.Due, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads one record again and stores it, or removes it if it does not exist; for changes that a webhook reports. It may run while
    /// <see cref="RunAsync" /> does.
    /// </summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="id">Id of the record.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>True if the sink was changed.</returns>
    /// <exception cref="SyncException">There is no such table, or its records cannot be read one by one.</exception>
    /// <exception cref="Core.ApiException">A call failed, and was not to be repeated.</exception>
    Task<bool> RefreshAsync(string table, long id, CancellationToken cancellationToken = default);
}
