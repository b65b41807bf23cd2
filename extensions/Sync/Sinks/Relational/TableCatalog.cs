using System.Data.Common;

namespace ClickFunnels.Sync;

/// <summary>
/// Knows which tables and columns the sink created, under which names, and creates new ones. It is stored in two tables of the database.
/// </summary>
internal sealed class TableCatalog(SqlDialect dialect)
{
    private const string Tables = "_sync_tables";
    private const string Columns = "_sync_columns";
    private const string State = "_sync_state";

    private static readonly string[] SystemColumns =
    [
        SyncTable.WorkspaceColumn,
        SyncTable.IdColumn,
        SyncTable.ParentColumn,
        SyncTable.ExtraColumn,
        SyncTable.DigestColumn,
        SyncTable.SyncedAtColumn,
        SyncTable.DeletedAtColumn,
    ];

    /// <summary>Quoted name of the table of the state.</summary>
    public string StateTable { get; } = dialect.QuoteTable(State);

    private string TablesTable { get; } = dialect.QuoteTable(Tables);

    private string ColumnsTable { get; } = dialect.QuoteTable(Columns);

    /// <summary>Returns true if the tables of the catalog and of the state exist.</summary>
    public async Task<bool> ExistsAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var names = await ListAsync(connection, dialect.ListNames, cancellationToken).ConfigureAwait(false);
        return names.Contains(Tables) && names.Contains(Columns) && names.Contains(State);
    }

    /// <summary>Creates the tables of the catalog and of the state.</summary>
    public async Task CreateAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var (key, text) = (dialect.KeyTextType, dialect.TypeName(SyncColumnType.Text));
        var (number, yes) = (dialect.TypeName(SyncColumnType.WholeNumber), dialect.TypeName(SyncColumnType.Boolean));
        string[] statements =
        [
            $"create table if not exists {StateTable} "
                + $"(workspace {number} not null, name {key} not null, value {text} not null, primary key (workspace, name))",
            $"create table if not exists {TablesTable} (name {key} not null primary key, stored_name {text} not null, parent_index {text})",
            $"create table if not exists {ColumnsTable} (table_name {key} not null, position {number} not null, name {key} not null, "
                + $"stored_name {text} not null, type {text} not null, documented {yes} not null, primary key (table_name, name))",
        ];
        foreach (var statement in statements)
        {
            await dialect.ExecuteAsync(connection, statement, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Returns a table; null if it was not prepared.</summary>
    public async Task<StoredTable?> FindAsync(DbConnection connection, string name, CancellationToken cancellationToken) =>
        (await ReadAsync(connection, name, cancellationToken).ConfigureAwait(false)).Table;

    /// <summary>Returns the table if it has all that the other table needs; otherwise null.</summary>
    public async Task<StoredTable?> FindCompleteAsync(DbConnection connection, SyncTable table, CancellationToken cancellationToken)
    {
        var (stored, parentIndex) = await ReadAsync(connection, table.Name, cancellationToken).ConfigureAwait(false);
        if (stored is null || (NeedsIndex(table) && parentIndex is null))
        {
            return null;
        }

        var existing = StoredNames.Set(
            await ListAsync(connection, dialect.ListColumns, cancellationToken, stored.StoredName).ConfigureAwait(false)
        );
        var known = stored.Columns.ToDictionary(static column => column.Name, StringComparer.Ordinal);
        return
            stored.Columns.All(column => existing.Contains(column.StoredName))
            && table.Columns.All(column =>
                known.TryGetValue(column.Name, out var found)
                    ? found.IsDocumented || !column.IsDocumented
                    : existing.Count >= dialect.MaxColumns
            )
            ? stored
            : null;
    }

    /// <summary>Creates what the table lacks. Nobody else may change the catalog meanwhile.</summary>
    public async Task<StoredTable> PrepareAsync(DbConnection connection, SyncTable table, CancellationToken cancellationToken)
    {
        var key = StoredText.Encode(table.Name);
        var (stored, parentIndex) = await ReadAsync(connection, table.Name, cancellationToken).ConfigureAwait(false);
        var names = StoredNames.Set(await ListAsync(connection, dialect.ListNames, cancellationToken).ConfigureAwait(false));
        if (stored is null)
        {
            stored = new StoredTable(table.Name, await NewNameAsync(connection, table, names, cancellationToken).ConfigureAwait(false), []);
            await dialect
                .ExecuteAsync(
                    connection,
                    $"insert into {TablesTable} (name, stored_name) values ($1, $2)",
                    cancellationToken,
                    key,
                    stored.StoredName
                )
                .ConfigureAwait(false);
        }

        stored = await AddColumnsAsync(connection, stored, table, cancellationToken).ConfigureAwait(false);
        names.Add(stored.StoredName);
        if (NeedsIndex(table) && parentIndex is null)
        {
            var index = StoredNames.Choose(stored.StoredName + SyncTable.ParentColumn, names, dialect.MaxNameBytes, "index");
            await dialect
                .ExecuteAsync(
                    connection,
                    $"create index {SqlDialect.Quote(index)} on {dialect.QuoteTable(stored.StoredName)} "
                        + $"({SyncTable.WorkspaceColumn}, {SyncTable.ParentColumn})",
                    cancellationToken
                )
                .ConfigureAwait(false);
            await dialect
                .ExecuteAsync(connection, $"update {TablesTable} set parent_index = $1 where name = $2", cancellationToken, index, key)
                .ConfigureAwait(false);
        }

        return stored;
    }

    private bool NeedsIndex(SyncTable table) => table.Parent is not null && dialect.IndexesParents;

    private async Task<string> NewNameAsync(
        DbConnection connection,
        SyncTable table,
        HashSet<string> names,
        CancellationToken cancellationToken
    )
    {
        // SQLite keeps names that begin with sqlite_ for itself, and the sink those that begin with _sync.
        var wanted =
            table.Name.StartsWith("sqlite_", StringComparison.OrdinalIgnoreCase)
            || table.Name.StartsWith("_sync", StringComparison.OrdinalIgnoreCase)
                ? "t_" + table.Name
                : table.Name;
        var ours = StoredNames.Set(
            await ListAsync(
                    connection,
                    $"select stored_name from {TablesTable} "
                        + $"union all select parent_index from {TablesTable} where parent_index is not null",
                    cancellationToken
                )
                .ConfigureAwait(false)
        );
        var chosen = StoredNames.Choose(wanted, StoredNames.Set(ours), dialect.MaxNameBytes, "table");
        return names.Contains(chosen) && !ours.Contains(chosen)
            ? throw new SyncSinkException(
                $"The database already has a table {chosen} that the sink did not create: use another file or schema, or rename that table."
            )
            : chosen;
    }

    private string CreateTable(StoredTable table)
    {
        var (number, time) = (dialect.TypeName(SyncColumnType.WholeNumber), dialect.TypeName(SyncColumnType.Timestamp));
        return $"create table {dialect.QuoteTable(table.StoredName)} ("
            + $"{SyncTable.WorkspaceColumn} {number} not null, {SyncTable.IdColumn} {number} not null, {SyncTable.ParentColumn} {number}, "
            + string.Concat(table.Columns.Select(column => $"{Definition(column)}, "))
            + $"{SyncTable.ExtraColumn} {dialect.TypeName(SyncColumnType.Json)}, {SyncTable.DigestColumn} {number} not null, "
            + $"{SyncTable.SyncedAtColumn} {time} not null, {SyncTable.DeletedAtColumn} {time}, "
            + $"primary key ({SyncTable.WorkspaceColumn}, {SyncTable.IdColumn}))";
    }

    private string Definition(StoredColumn column) => $"{SqlDialect.Quote(column.StoredName)} {dialect.TypeName(column.Type)}";

    private async Task<StoredTable> AddColumnsAsync(
        DbConnection connection,
        StoredTable stored,
        SyncTable table,
        CancellationToken cancellationToken
    )
    {
        var existing = await ListAsync(connection, dialect.ListColumns, cancellationToken, stored.StoredName).ConfigureAwait(false);
        var isNew = existing.Count == 0;
        var taken = StoredNames.Set([.. existing, .. SystemColumns, .. dialect.ReservedColumns]);

        // Somebody may have dropped columns, or the table.
        var columns = stored.Columns.ToList();
        var missing = columns.Where(column => taken.Add(column.StoredName)).ToList();
        var count = (isNew ? SystemColumns.Length : existing.Count) + missing.Count;
        foreach (var column in table.Columns)
        {
            var index = columns.FindIndex(known => known.Name == column.Name);
            if (index < 0 && count < dialect.MaxColumns)
            {
                var name = StoredNames.Choose(column.Name, taken, dialect.MaxNameBytes, "column");
                columns.Add(new StoredColumn(column.Name, name, column.Type, column.IsDocumented));
                missing.Add(columns[^1]);
                count++;
                await RecordAsync(columns.Count - 1).ConfigureAwait(false);
            }
            else if (index >= 0 && column.IsDocumented && !columns[index].IsDocumented)
            {
                columns[index] = columns[index] with { IsDocumented = true };
                await RecordAsync(index).ConfigureAwait(false);
            }
        }

        stored = new StoredTable(stored.Name, stored.StoredName, columns);
        var statements = isNew
            ? [CreateTable(stored)]
            : missing.Select(column => $"alter table {dialect.QuoteTable(stored.StoredName)} add column {Definition(column)}");
        foreach (var statement in statements)
        {
            await dialect.ExecuteAsync(connection, statement, cancellationToken).ConfigureAwait(false);
        }

        return stored;

        Task RecordAsync(int position) =>
            dialect.ExecuteAsync(
                connection,
                $"insert into {ColumnsTable} (table_name, position, name, stored_name, type, documented) values ($1, $2, $3, $4, $5, $6) "
                    + "on conflict (table_name, name) do update set documented = excluded.documented",
                cancellationToken,
                StoredText.Encode(stored.Name),
                (long)position,
                StoredText.Encode(columns[position].Name),
                columns[position].StoredName,
                columns[position].Type.ToString(),
                columns[position].IsDocumented
            );
    }

    private async Task<(StoredTable? Table, string? ParentIndex)> ReadAsync(
        DbConnection connection,
        string name,
        CancellationToken cancellationToken
    )
    {
        var key = StoredText.Encode(name);
        var table = await dialect
            .QueryAsync(
                connection,
                $"select stored_name, parent_index from {TablesTable} where name = $1",
                static reader => (reader.GetString(0), reader.IsDBNull(1) ? null : reader.GetString(1)),
                cancellationToken,
                key
            )
            .ConfigureAwait(false);
        if (table.Count == 0)
        {
            return default;
        }

        var columns = await dialect
            .QueryAsync(
                connection,
                $"select name, stored_name, type, documented from {ColumnsTable} where table_name = $1 order by position",
                static reader => new StoredColumn(
                    StoredText.Decode(reader.GetString(0)),
                    reader.GetString(1),
                    Enum.TryParse<SyncColumnType>(reader.GetString(2), out var type)
                        ? type
                        : throw new SyncSinkException(
                            $"The column {reader.GetString(1)} has a type that this version does not know: update ClickFunnels.Sync."
                        ),
                    reader.GetBoolean(3)
                ),
                cancellationToken,
                key
            )
            .ConfigureAwait(false);
        return (new StoredTable(name, table[0].Item1, columns), table[0].Item2);
    }

    private Task<List<string>> ListAsync(
        DbConnection connection,
        string query,
        CancellationToken cancellationToken,
        params object[] parameters
    ) => dialect.QueryAsync(connection, query, static reader => reader.GetString(0), cancellationToken, parameters);
}
