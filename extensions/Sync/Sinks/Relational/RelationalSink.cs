using System.Data.Common;
using System.Globalization;

namespace ClickFunnels.Sync;

/// <summary>Stores rows and state in a relational database. Every commit is one transaction.</summary>
/// <remarks>
/// To write a sink for another database, derive from this class and describe the database with a <see cref="SqlDialect" />. The database
/// must know <c>insert … on conflict … do update</c> and <c>create table if not exists</c>.
/// </remarks>
/// <param name="dialect">The dialect of the database.</param>
public abstract class RelationalSink(SqlDialect dialect) : SyncSink
{
    // Short enough for the parsers of all databases.
    private const int IdsPerStatement = 1_000;

    // Above every character of an encoded name.
    private const string EndOfPrefix = "\uF8FF";

    private readonly TableCatalog _catalog = new(dialect);
    private volatile bool _isOpen;

    /// <inheritdoc />
    public sealed override bool CanUpdate => true;

    /// <summary>The dialect of the database.</summary>
    protected SqlDialect Dialect { get; } = dialect;

    /// <inheritdoc />
    public sealed override async Task OpenAsync(CancellationToken cancellationToken = default)
    {
        await ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (!await RunAsync(_catalog.ExistsAsync, writes: false, cancellationToken).ConfigureAwait(false))
        {
            await RunAsync(
                    async (connection, token) =>
                    {
                        await LockAsync(connection, Dialect.LockForPrepare, token).ConfigureAwait(false);
                        await _catalog.CreateAsync(connection, token).ConfigureAwait(false);
                        return true;
                    },
                    writes: true,
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        _isOpen = true;
    }

    /// <inheritdoc />
    public sealed override async Task<SyncTable> PrepareAsync(SyncTable table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var stored =
            await RunOpenAsync((connection, token) => _catalog.FindCompleteAsync(connection, table, token), false, cancellationToken)
                .ConfigureAwait(false)
            ?? await RunOpenAsync(
                    async (connection, token) =>
                    {
                        await LockAsync(connection, Dialect.LockForPrepare, token).ConfigureAwait(false);
                        return await _catalog.PrepareAsync(connection, table, token).ConfigureAwait(false);
                    },
                    writes: true,
                    cancellationToken
                )
                .ConfigureAwait(false);

        var known = stored.Columns.ToDictionary(static column => column.Name, StringComparer.Ordinal);
        var wanted = table.Columns.Select(column => known.Remove(column.Name, out var found) ? column with { Type = found.Type } : column);
        SyncColumn[] first = [.. wanted];
        var others = stored
            .Columns.Where(column => known.ContainsKey(column.Name))
            .Select(static column => new SyncColumn(column.Name, column.Type, column.IsDocumented));
        return new SyncTable(table.Name, [.. first, .. others], table.Parent);
    }

    /// <inheritdoc />
    public sealed override Task CommitAsync(SinkCommit commit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(commit);
        var changes = Check(commit);
        return RunOpenAsync(
            async (connection, token) =>
            {
                await LockAsync(connection, Dialect.LockForCommit, token).ConfigureAwait(false);
                await CompareAsync(connection, commit, token).ConfigureAwait(false);
                foreach (var change in changes)
                {
                    await StoreAsync(connection, commit, change, token).ConfigureAwait(false);
                }

                foreach (var (name, value) in commit.State.OrderBy(static entry => entry.Key, StringComparer.Ordinal))
                {
                    await SetStateAsync(connection, commit.Workspace, name, value, token).ConfigureAwait(false);
                }

                return true;
            },
            writes: true,
            cancellationToken
        );
    }

    /// <inheritdoc />
    public sealed override async Task<IReadOnlyList<KeyValuePair<string, string>>> ReadStateAsync(
        long workspace,
        string prefix,
        int limit = int.MaxValue,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        var start = StoredText.EncodeOrdered(prefix);
        return await RunOpenAsync(
                (connection, token) =>
                    Dialect.QueryAsync(
                        connection,
                        $"select name, value from {_catalog.StateTable} where workspace = $1 and name >= $2 and name < $3 order by name "
                            + Limit(limit),
                        static reader =>
                            KeyValuePair.Create(StoredText.Decode(reader.GetString(0)), StoredText.Decode(reader.GetString(1))),
                        token,
                        workspace,
                        start,
                        start + EndOfPrefix
                    ),
                writes: false,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc />
    public sealed override async Task<IReadOnlyList<StoredRow>> ReadRowsAsync(
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
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        return await RunOpenAsync(
                async (connection, token) =>
                {
                    if (await _catalog.FindAsync(connection, table.Name, token).ConfigureAwait(false) is not { } stored)
                    {
                        return [];
                    }

                    object[] parameters = [workspace, after, upTo, .. parent is { } id ? new object[] { id } : []];
                    return await Dialect
                        .QueryAsync(
                            connection,
                            $"select {SyncTable.IdColumn}, {SyncTable.DigestColumn}, {SyncTable.SyncedAtColumn} "
                                + $"from {Dialect.QuoteTable(stored.StoredName)} where {SyncTable.WorkspaceColumn} = $1 "
                                + $"and {SyncTable.IdColumn} > $2 and {SyncTable.IdColumn} <= $3 "
                                + (parent is null ? "" : $"and {SyncTable.ParentColumn} = $4 ")
                                + $"and {SyncTable.DeletedAtColumn} is null order by {SyncTable.IdColumn} {Limit(limit)}",
                            reader => new StoredRow(reader.GetInt64(0), reader.GetInt64(1), Dialect.ReadTimestamp(reader, 2)),
                            token,
                            parameters
                        )
                        .ConfigureAwait(false);
                },
                writes: false,
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <inheritdoc />
    public sealed override Task<long> CountAsync(SyncTable table, long? workspace = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return RunOpenAsync(
            async (connection, token) =>
            {
                if (await _catalog.FindAsync(connection, table.Name, token).ConfigureAwait(false) is not { } stored)
                {
                    return 0;
                }

                var counts = await Dialect
                    .QueryAsync(
                        connection,
                        $"select count(*) from {Dialect.QuoteTable(stored.StoredName)} where {SyncTable.DeletedAtColumn} is null"
                            + (workspace is null ? "" : $" and {SyncTable.WorkspaceColumn} = $1"),
                        static reader => reader.GetInt64(0),
                        token,
                        workspace is { } id ? [id] : []
                    )
                    .ConfigureAwait(false);
                return counts[0];
            },
            writes: false,
            cancellationToken
        );
    }

    /// <summary>Opens or creates the database. It is called each time the sink is opened.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SyncSinkException">The database cannot be opened.</exception>
    protected abstract Task ConnectAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs work on a connection, in a transaction that is committed at its end or rolled back if it fails. It maps the exceptions of the
    /// driver to <see cref="SyncSinkException" />, and may repeat the work after a transient failure.
    /// </summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="work">The work.</param>
    /// <param name="writes">True if the work changes the database.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="SyncSinkException">The database failed, and nothing was changed.</exception>
    protected abstract Task<T> RunAsync<T>(
        Func<DbConnection, CancellationToken, Task<T>> work,
        bool writes,
        CancellationToken cancellationToken
    );

    /// <summary>Inserts or replaces rows, inside of a transaction.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    protected abstract Task UpsertAsync(DbConnection connection, RowBatch rows, CancellationToken cancellationToken);

    /// <summary>Runs a statement.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="statement">The statement, with the parameters <c>$1</c>, <c>$2</c> and so on.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="parameters">The values of the parameters.</param>
    protected Task ExecuteAsync(
        DbConnection connection,
        string statement,
        CancellationToken cancellationToken,
        params object[] parameters
    ) => Dialect.ExecuteAsync(connection, statement, cancellationToken, parameters);

    /// <summary>Runs a query for one column of text.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="query">The query, with the parameters <c>$1</c>, <c>$2</c> and so on.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <param name="parameters">The values of the parameters.</param>
    protected async Task<IReadOnlyList<string>> ListAsync(
        DbConnection connection,
        string query,
        CancellationToken cancellationToken,
        params object[] parameters
    ) =>
        await Dialect
            .QueryAsync(connection, query, static reader => reader.GetString(0), cancellationToken, parameters)
            .ConfigureAwait(false);

    /// <summary>Returns true if no row has an id from the first to the last one of the batch, so that all rows can be inserted.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    protected async Task<bool> IsFreeAsync(DbConnection connection, RowBatch rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var found = await Dialect
            .QueryAsync(
                connection,
                $"select 1 from {Dialect.QuoteTable(rows.Table.StoredName)} where {SyncTable.WorkspaceColumn} = $1 "
                    + $"and {SyncTable.IdColumn} >= $2 and {SyncTable.IdColumn} <= $3 limit 1",
                static _ => true,
                cancellationToken,
                rows.Workspace,
                rows.FirstId,
                rows.LastId
            )
            .ConfigureAwait(false);
        return found.Count == 0;
    }

    /// <summary>Returns the quoted names of all columns of a table, separated by commas.</summary>
    /// <param name="table">The table.</param>
    protected static string ColumnList(StoredTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return string.Join(", ", table.AllColumns.Select(static column => SqlDialect.Quote(column.StoredName)));
    }

    /// <summary>Returns a statement that inserts or replaces the rows of a source.</summary>
    /// <param name="table">The table.</param>
    /// <param name="source">The source: <c>values (…)</c> or a query, with all columns in their order.</param>
    protected string UpsertStatement(StoredTable table, string source)
    {
        ArgumentNullException.ThrowIfNull(table);
        var assignments = table
            .AllColumns.Skip(2)
            .Select(static column => SqlDialect.Quote(column.StoredName))
            .Select(static column => $"{column} = excluded.{column}");
        return $"insert into {Dialect.QuoteTable(table.StoredName)} ({ColumnList(table)}) {source} "
            + $"on conflict ({SyncTable.WorkspaceColumn}, {SyncTable.IdColumn}) do update set {string.Join(", ", assignments)}";
    }

    /// <summary>Describes a failure to read a value that the sink did not write; null for another failure.</summary>
    /// <param name="failure">The failure.</param>
    protected static string? DescribeForeignValue(Exception failure) =>
        failure is FormatException or InvalidCastException or OverflowException
            ? "a stored value does not have the form that the sink writes. Somebody changed a table of the sink: restore it, or use a new "
                + "database."
            : null;

    private static string Limit(int limit) => limit == int.MaxValue ? "" : string.Create(CultureInfo.InvariantCulture, $"limit {limit}");

    // Sorted, so that transactions that change the same rows wait for each other instead of blocking each other.
    private static List<TableChanges> Check(SinkCommit commit)
    {
        var changes = new List<TableChanges>();
        foreach (var group in commit.Changes.GroupBy(static change => change.Table.Name, StringComparer.Ordinal))
        {
            if (group.Skip(1).Any())
            {
                throw new ArgumentException($"The table {group.Key} occurs twice in a commit: join its changes.", nameof(commit));
            }

            var change = group.First();
            var rows = change.Upserts.OrderBy(static row => row.Id).ToList();
            for (var index = 1; index < rows.Count; index++)
            {
                if (rows[index].Id == rows[index - 1].Id)
                {
                    throw new ArgumentException(
                        $"The row {rows[index].Id} of {group.Key} occurs twice in a commit: keep the last one.",
                        nameof(commit)
                    );
                }
            }

            changes.Add(change with { Upserts = rows, Deletes = [.. change.Deletes.Order()] });
        }

        changes.Sort(static (one, other) => string.CompareOrdinal(one.Table.Name, other.Table.Name));
        return changes;
    }

    private async Task CompareAsync(DbConnection connection, SinkCommit commit, CancellationToken cancellationToken)
    {
        if (commit.Expected.Count == 0)
        {
            return;
        }

        // Commits that compare only may overlap; one that changes what the others compare waits for them, and they for it.
        var changes = commit.Expected.Keys.Any(commit.State.ContainsKey);
        await LockAsync(connection, Dialect.LockForCompare(commit.Workspace, changes), cancellationToken).ConfigureAwait(false);
        foreach (var (name, expected) in commit.Expected)
        {
            var found = await Dialect
                .QueryAsync(
                    connection,
                    $"select value from {_catalog.StateTable} where workspace = $1 and name = $2",
                    static reader => StoredText.Decode(reader.GetString(0)),
                    cancellationToken,
                    commit.Workspace,
                    StoredText.EncodeOrdered(name)
                )
                .ConfigureAwait(false);
            if (found.FirstOrDefault() != expected)
            {
                throw new SyncConflictException(
                    $"The state of workspace {commit.Workspace} in {Name} is not the expected one: another run has taken over."
                );
            }
        }
    }

    private async Task StoreAsync(DbConnection connection, SinkCommit commit, TableChanges change, CancellationToken cancellationToken)
    {
        if (change.Upserts.Count == 0 && change.Deletes.Count == 0)
        {
            return;
        }

        if (await _catalog.FindAsync(connection, change.Table.Name, cancellationToken).ConfigureAwait(false) is not { } table)
        {
            throw new SyncSinkException($"The table {change.Table.Name} does not exist in {Name}: call PrepareAsync first.");
        }

        foreach (var ids in change.Deletes.Chunk(IdsPerStatement))
        {
            await DeleteAsync(connection, table, commit, ids, cancellationToken).ConfigureAwait(false);
        }

        if (change.Upserts.Count > 0)
        {
            var values = new RowValues(Dialect, table, change.Table);
            await UpsertAsync(connection, new RowBatch(table, commit.Workspace, change.Upserts, values), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private Task DeleteAsync(DbConnection connection, StoredTable table, SinkCommit commit, long[] ids, CancellationToken cancellationToken)
    {
        var rows =
            $"where {SyncTable.WorkspaceColumn} = $1 and {SyncTable.IdColumn} in "
            + $"({string.Join(", ", ids.Select(static id => id.ToString(CultureInfo.InvariantCulture)))})";
        return commit.KeepDeletedAt is { } time
            ? Dialect.ExecuteAsync(
                connection,
                $"update {Dialect.QuoteTable(table.StoredName)} set {SyncTable.DeletedAtColumn} = $2 {rows} "
                    + $"and {SyncTable.DeletedAtColumn} is null",
                cancellationToken,
                commit.Workspace,
                Dialect.ToStored(SyncColumnType.Timestamp, time.ToUniversalTime())
            )
            : Dialect.ExecuteAsync(
                connection,
                $"delete from {Dialect.QuoteTable(table.StoredName)} {rows}",
                cancellationToken,
                commit.Workspace
            );
    }

    private Task SetStateAsync(DbConnection connection, long workspace, string name, string? value, CancellationToken cancellationToken)
    {
        var key = StoredText.EncodeOrdered(name);
        return value is null
            ? Dialect.ExecuteAsync(
                connection,
                $"delete from {_catalog.StateTable} where workspace = $1 and name = $2",
                cancellationToken,
                workspace,
                key
            )
            : Dialect.ExecuteAsync(
                connection,
                $"insert into {_catalog.StateTable} (workspace, name, value) values ($1, $2, $3) "
                    + "on conflict (workspace, name) do update set value = excluded.value",
                cancellationToken,
                workspace,
                key,
                StoredText.Encode(value)
            );
    }

    private Task LockAsync(DbConnection connection, string? statement, CancellationToken cancellationToken) =>
        statement is null ? Task.CompletedTask : Dialect.ExecuteAsync(connection, statement, cancellationToken);

    private Task<T> RunOpenAsync<T>(
        Func<DbConnection, CancellationToken, Task<T>> work,
        bool writes,
        CancellationToken cancellationToken
    ) =>
        _isOpen
            ? RunAsync(work, writes, cancellationToken)
            : throw new InvalidOperationException($"{Name} is not open: call OpenAsync first.");
}
