using ClickFunnels.Sync.Files;

namespace ClickFunnels.Sync;

/// <summary>
/// The base of the sinks that write files: <see cref="CsvSink" />, <see cref="JsonLinesSink" />, and the sink of
/// <c>ClickFunnels.Sync.Parquet</c>. It has a folder of its own, which one sink at a time can open.
/// </summary>
/// <remarks>
/// <para>
/// Rows are added and never changed. A commit is refused if it deletes rows, or if it has an id that was written before. The sink knows the
/// ids of the first 2,000,000 rows of its folder; beyond them, a repeated id is not found.
/// </para>
/// <para>
/// The subfolder <c>_sink</c> has the state: a journal in which each commit is one line with the new lengths of the files. What a killed
/// process wrote beyond the last line is removed when the folder is opened again, so read the files when no sink has the folder open.
/// </para>
/// </remarks>
public abstract class FileSink : SyncSink
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly bool _flushToDisk;
    private FileStore? _store;
    private bool _isClosed;

    internal FileSink(string folder, FileSinkOptions? options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Folder = Path.GetFullPath(folder);
        _flushToDisk = options?.FlushToDisk ?? false;
    }

    /// <summary>Full path of the folder.</summary>
    public string Folder { get; }

    /// <inheritdoc />
    public sealed override string Name => $"{Kind} files in {Folder}";

    /// <inheritdoc />
    /// <remarks>Always false.</remarks>
    public sealed override bool CanUpdate => false;

    /// <summary>Name of the format.</summary>
    internal abstract string Kind { get; }

    /// <summary>The settings that shape the files, which must not change between two runs.</summary>
    internal virtual string Settings => "";

    /// <inheritdoc />
    public sealed override Task OpenAsync(CancellationToken cancellationToken = default) =>
        GuardAsync(
            () =>
            {
                if (_store is null)
                {
                    var store = FileStore.Open(Folder, Kind, Settings, _flushToDisk, CanName);
                    try
                    {
                        Check(store);
                    }
                    catch
                    {
                        store.Dispose();
                        throw;
                    }

                    _store = store;
                }

                return Task.FromResult(true);
            },
            cancellationToken
        );

    /// <inheritdoc />
    public sealed override Task<SyncTable> PrepareAsync(SyncTable table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return GuardAsync(() => PrepareAsync(Store, table), cancellationToken);
    }

    /// <inheritdoc />
    public sealed override Task CommitAsync(SinkCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        return GuardAsync(() => CommitAsync(Store, commit, cancellationToken), cancellationToken);
    }

    /// <inheritdoc />
    public sealed override Task<IReadOnlyList<KeyValuePair<string, string>>> ReadStateAsync(
        long workspace,
        string prefix,
        int limit = int.MaxValue,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return GuardAsync(() => Task.FromResult(Store.State.ReadState(workspace, prefix, limit)), cancellationToken);
    }

    /// <inheritdoc />
    public sealed override Task<IReadOnlyList<StoredRow>> ReadRowsAsync(
        SyncTable table,
        long workspace,
        long after = long.MinValue,
        long upTo = long.MaxValue,
        long? parent = null,
        int limit = int.MaxValue,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(table);
        return GuardAsync(() => Task.FromResult<IReadOnlyList<StoredRow>>(Store is null ? [] : []), cancellationToken);
    }

    /// <inheritdoc />
    public sealed override Task<long> CountAsync(SyncTable table, long? workspace = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return GuardAsync(() => Task.FromResult(Store.State.CountRows(table.Name, workspace)), cancellationToken);
    }

    /// <inheritdoc />
    public sealed override Task CompleteAsync(CancellationToken cancellationToken = default) =>
        GuardAsync(() => FinishAsync(Store), cancellationToken);

    /// <inheritdoc />
    /// <exception cref="SyncSinkException">The files could not be finished. What was committed stays, and the next sink goes
    /// on.</exception>
    public sealed override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await GuardAsync(CloseAsync, CancellationToken.None, isClosing: true).ConfigureAwait(false);
    }

    /// <summary>Returns true if the format can have a column with the name.</summary>
    internal virtual bool CanName(string column) => true;

    /// <summary>Returns true if the format can represent a value, which has the type of the column.</summary>
    internal virtual bool CanStore(SyncColumn column, object value) => true;

    /// <summary>Checks the files after the folder was opened.</summary>
    internal virtual void Check(FileStore store) { }

    /// <summary>Names the file of a new table; null for none.</summary>
    internal abstract string? PathOf(FileTable table);

    /// <summary>Changes the file of a table that is new or has new columns.</summary>
    /// <param name="transaction">Takes the changes.</param>
    /// <param name="table">The table as it will be.</param>
    /// <param name="before">The table as it is; null for a new one.</param>
    /// <param name="length">Length of the file.</param>
    internal virtual Task ChangeAsync(FileTransaction transaction, FileTable table, FileTable? before, long length) => Task.CompletedTask;

    /// <summary>Adds rows to a table.</summary>
    internal abstract Task WriteAsync(FileStore store, FileTransaction transaction, FileTable table, long workspace, TableChanges changes);

    /// <summary>Runs after rows of a table were stored.</summary>
    internal virtual void Written(FileTable table, int rows) { }

    /// <summary>Runs before a commit.</summary>
    internal virtual Task BeforeCommitAsync(FileStore store) => Task.CompletedTask;

    /// <summary>Finishes the files.</summary>
    internal virtual Task<bool> FinishAsync(FileStore store) => Task.FromResult(true);

    /// <summary>Runs changes of files, and makes all of them valid or none.</summary>
    internal static async Task ChangeAsync(
        FileStore store,
        Func<FileTransaction, Task> change,
        CancellationToken cancellationToken = default
    )
    {
        var transaction = store.Begin();
        try
        {
            await change(transaction).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            transaction.Commit();
        }
        catch
        {
            transaction.RollBack();
            throw;
        }
    }

    private FileStore Store => _store ?? throw new SyncSinkException("The sink is not open. Call OpenAsync first.");

    private async Task<SyncTable> PrepareAsync(FileStore store, SyncTable table)
    {
        var before = store.State.Tables.GetValueOrDefault(table.Name);
        if (table.Columns.DistinctBy(static column => column.Name).Count() < table.Columns.Count)
        {
            throw new SyncSinkException(
                $"The table {FileNames.Of(table.Name)} has two columns of the same name. Give each column a name of its own."
            );
        }

        var added = table.Columns.Where(column => before is null || before.IndexOf(column.Name) < 0).ToList();
        var stored =
            before is null || added.Count > 0
                ? new FileTable(table.Name, table.Parent, [.. before?.Columns ?? [], .. added], CanName)
                : before;
        var path = PathOf(stored);
        if (path is not null && !store.Has(path))
        {
            await ChangeAsync(
                    store,
                    transaction =>
                    {
                        transaction.Announce(path);
                        return Task.CompletedTask;
                    }
                )
                .ConfigureAwait(false);
        }

        await ChangeAsync(
                store,
                async transaction =>
                {
                    if (stored != before)
                    {
                        transaction.Entry.Tables[stored.Name] = new JournalTable(stored.Parent, stored.Columns);
                    }

                    await ChangeAsync(transaction, stored, before, path is null ? 0 : store.LengthOf(path)).ConfigureAwait(false);
                }
            )
            .ConfigureAwait(false);
        var own = table.Columns.Select(column => stored.Columns[stored.IndexOf(column.Name)]).ToList();
        return new SyncTable(table.Name, [.. own, .. stored.Columns.Except(own)], table.Parent ?? stored.Parent);
    }

    private async Task<bool> CommitAsync(FileStore store, SinkCommit commit, CancellationToken cancellationToken)
    {
        foreach (var changes in commit.Changes)
        {
            Check(store, commit.Workspace, changes);
        }

        await BeforeCommitAsync(store).ConfigureAwait(false);
        await ChangeAsync(store, transaction => WriteAsync(store, transaction, commit), cancellationToken).ConfigureAwait(false);
        foreach (var changes in commit.Changes)
        {
            foreach (var row in changes.Upserts)
            {
                store.Ids.Add(changes.Table.Name, commit.Workspace, row.Id);
            }

            if (changes.Upserts.Count > 0)
            {
                Written(store.State.Tables[changes.Table.Name], changes.Upserts.Count);
            }
        }

        return true;
    }

    private async Task WriteAsync(FileStore store, FileTransaction transaction, SinkCommit commit)
    {
        foreach (var changes in commit.Changes.Where(static changes => changes.Upserts.Count > 0))
        {
            var table = store.State.Tables[changes.Table.Name];
            await WriteAsync(store, transaction, table, commit.Workspace, changes).ConfigureAwait(false);
            await transaction
                .AppendAsync(
                    FileStore.IdsPath(table),
                    file =>
                    {
                        WrittenIds.Write(file, commit.Workspace, changes.Upserts);
                        return Task.CompletedTask;
                    }
                )
                .ConfigureAwait(false);
            transaction.Entry.Rows[table.Name] = new() { [commit.Workspace] = changes.Upserts.Count };
        }

        if (commit.State.Count > 0)
        {
            transaction.Entry.State[commit.Workspace] = commit.State.ToDictionary();
        }
    }

    private void Check(FileStore store, long workspace, TableChanges changes)
    {
        var name = changes.Table.Name;
        if (changes.Deletes.Count > 0)
        {
            throw new SyncSinkException(
                $"{Kind} files take exports only: a row cannot be deleted. Use a database to keep a copy up to date."
            );
        }

        if (changes.Upserts.Count > 0 && !store.State.Tables.ContainsKey(name))
        {
            throw new SyncSinkException($"The table {FileNames.Of(name)} was not prepared. Call PrepareAsync first.");
        }

        var ids = new HashSet<long>(changes.Upserts.Count);
        foreach (var row in changes.Upserts)
        {
            if (!ids.Add(row.Id) || store.Ids.Contains(name, workspace, row.Id))
            {
                throw new SyncSinkException(
                    $"{Kind} files take exports only: the row {row.Id} of the table {FileNames.Of(name)} was written before. Use "
                        + $"a database to "
                        + "keep a copy up to date, or export into an empty folder."
                );
            }
        }
    }

    private async Task<bool> CloseAsync()
    {
        var store = _store;
        _isClosed = true;
        _store = null;
        if (store is not null)
        {
            using (store)
            {
                await FinishAsync(store).ConfigureAwait(false);
            }
        }

        return true;
    }

    private async Task<T> GuardAsync<T>(Func<Task<T>> action, CancellationToken cancellationToken, bool isClosing = false)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_isClosed && !isClosing)
            {
                throw new SyncSinkException("The sink is closed. Create a new one.");
            }

            // The files are written without asynchronous calls, which are slower for small commits.
            return await Task.Run(action, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new SyncSinkException(
                $"The {Name} cannot be read or written. Check that the folder can be written and that the disk has space.",
                exception
            );
        }
        finally
        {
            _gate.Release();
        }
    }
}
