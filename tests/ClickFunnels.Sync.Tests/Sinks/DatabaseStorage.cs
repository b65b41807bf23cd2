using System.Data.Common;
using System.Globalization;
using ClickFunnels.Sync.DuckDb;
using ClickFunnels.Sync.PostgreSql;
using DuckDB.NET.Data;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ClickFunnels.Sync.Tests.Sinks;

/// <summary>A database. It is read with SQL.</summary>
internal abstract class DatabaseStorage(SqlDialect dialect) : SinkStorage
{
    public override async Task<IReadOnlyList<ReadRow>> ReadAsync(string table)
    {
        await using var connection = await ConnectAsync();
        var name = await NameAsync(connection, table);
        if (name is null)
        {
            return [];
        }

        var columns = await ColumnsAsync(connection, table);
        return await dialect.QueryAsync(
            connection,
            $"select * from {dialect.QuoteTable(name)} order by _workspace, id",
            reader => Read(reader, columns),
            CancellationToken.None
        );
    }

    /// <summary>Runs a statement.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await dialect.ExecuteAsync(connection, sql, CancellationToken.None);
    }

    /// <summary>Runs a query and returns its first value of each row.</summary>
    public async Task<IReadOnlyList<object>> QueryAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        return await dialect.QueryAsync(connection, sql, static reader => reader.GetValue(0), CancellationToken.None);
    }

    /// <summary>Returns the names of tables and indexes.</summary>
    public async Task<IReadOnlyList<string>> ListNamesAsync() => [.. (await QueryAsync(dialect.ListNames)).Cast<string>()];

    /// <summary>Returns the names of the columns of a table in the database.</summary>
    public async Task<IReadOnlyList<string>> ListColumnsAsync(string table)
    {
        await using var connection = await ConnectAsync();
        return await dialect.QueryAsync(
            connection,
            dialect.ListColumns,
            static reader => reader.GetString(0),
            CancellationToken.None,
            table
        );
    }

    protected abstract Task<DbConnection> ConnectAsync();

    private ReadRow Read(DbDataReader reader, Dictionary<string, StoredColumn> columns)
    {
        int At(string name) => reader.GetOrdinal(name);
        Dictionary<string, string> values = new(StringComparer.Ordinal);
        for (var ordinal = 0; ordinal < reader.FieldCount; ordinal++)
        {
            if (columns.TryGetValue(reader.GetName(ordinal), out var column) && !reader.IsDBNull(ordinal))
            {
                values.Add(column.Name, CanonicalJson.Of(ReadValue(reader, ordinal, column.Type), column.Type));
            }
        }

        return new ReadRow(
            reader.GetInt64(At("_workspace")),
            reader.GetInt64(At("id")),
            reader.IsDBNull(At("_parent")) ? null : reader.GetInt64(At("_parent")),
            values,
            reader.IsDBNull(At("_extra")) ? null : reader.GetString(At("_extra")),
            reader.GetInt64(At("_digest")),
            dialect.ReadTimestamp(reader, At("_synced_at")),
            reader.IsDBNull(At("_deleted_at")) ? null : dialect.ReadTimestamp(reader, At("_deleted_at"))
        );
    }

    private object ReadValue(DbDataReader reader, int ordinal, SyncColumnType type) =>
        type switch
        {
            SyncColumnType.WholeNumber => reader.GetInt64(ordinal),
            SyncColumnType.DecimalNumber => decimal.Parse(
                Convert.ToString(reader.GetValue(ordinal), CultureInfo.InvariantCulture)!,
                CultureInfo.InvariantCulture
            ),
            SyncColumnType.Boolean => reader.GetBoolean(ordinal),
            SyncColumnType.Timestamp => dialect.ReadTimestamp(reader, ordinal),
            _ => reader.GetString(ordinal),
        };

    private async Task<string?> NameAsync(DbConnection connection, string table) =>
        (
            await dialect.QueryAsync(
                connection,
                $"select stored_name from {dialect.QuoteTable("_sync_tables")} where name = $1",
                static reader => reader.GetString(0),
                CancellationToken.None,
                StoredText.Encode(table)
            )
        ).SingleOrDefault();

    private async Task<Dictionary<string, StoredColumn>> ColumnsAsync(DbConnection connection, string table) =>
        (
            await dialect.QueryAsync(
                connection,
                $"select name, stored_name, type, documented from {dialect.QuoteTable("_sync_columns")} where table_name = $1",
                static reader => new StoredColumn(
                    StoredText.Decode(reader.GetString(0)),
                    reader.GetString(1),
                    Enum.Parse<SyncColumnType>(reader.GetString(2)),
                    reader.GetBoolean(3)
                ),
                CancellationToken.None,
                StoredText.Encode(table)
            )
        ).ToDictionary(static column => column.StoredName, StringComparer.Ordinal);
}

internal sealed class SqliteStorage() : DatabaseStorage(new SqliteDialect())
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.File("shop.db");

    public override string[] Arguments => ["sqlite", Path];

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<DbConnection> ConnectAsync()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }
}

internal sealed class DuckDbStorage() : DatabaseStorage(new DuckDbDialect())
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.File("shop.duckdb");

    public override string[] Arguments => ["duckdb", Path];

    public override bool TakesSeveralSinks => false;

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task<DbConnection> ConnectAsync()
    {
        var connection = new DuckDBConnection($"DataSource={Path}");
        await connection.OpenAsync();
        return connection;
    }
}

internal sealed class PostgreSqlStorage : DatabaseStorage
{
    private readonly string _schema;
    private readonly NpgsqlDataSource _source;

    public PostgreSqlStorage()
        : this(PostgreSqlServer.NewSchema()) { }

    // Quotes in the name of the schema show that it is quoted everywhere.
    private PostgreSqlStorage(string schema)
        : base(new PostgreSqlDialect(schema + "'\"ä"))
    {
        _schema = schema + "'\"ä";
        var connection = new NpgsqlConnectionStringBuilder(PostgreSqlServer.Require().ConnectionString)
        {
            ApplicationName = schema,
            IncludeErrorDetail = true,
            MaxPoolSize = 10,
            ConnectionIdleLifetime = 1,
            ConnectionPruningInterval = 1,
        };
        ConnectionString = connection.ConnectionString;
        connection.ApplicationName = "";
        connection.Pooling = false;
        _source = NpgsqlDataSource.Create(connection);
    }

    public string ConnectionString { get; }

    public string Schema => _schema;

    public override string[] Arguments => ["postgresql", ConnectionString, _schema];

    public override async Task WaitForEndOfKilledAsync()
    {
        var name = new NpgsqlConnectionStringBuilder(ConnectionString).ApplicationName;
        while ((long)(await QueryAsync($"select count(*) from pg_stat_activity where application_name = '{name}'"))[0] > 0)
        {
            await Task.Yield();
        }
    }

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    protected override async Task<DbConnection> ConnectAsync() => await _source.OpenConnectionAsync();
}
