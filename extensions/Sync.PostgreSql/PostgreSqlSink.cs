using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace ClickFunnels.Sync.PostgreSql;

/// <summary>
/// Stores rows and state in PostgreSQL. Any number of processes may use the same schema. Requires PostgreSQL 12 or later; tested with
/// version 15.
/// </summary>
public sealed class PostgreSqlSink : RelationalSink
{
    private static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(1);

    private readonly NpgsqlDataSource _source;
    private readonly bool _ownsSource;
    private readonly PostgreSqlSinkOptions _options;

    /// <summary>Creates a sink for the database of a connection string.</summary>
    /// <param name="connectionString">
    /// The connection string. The user must be allowed to create the schema, or tables in it if it exists, and temporary tables.
    /// </param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="ArgumentException">The connection string or an option is not valid.</exception>
    public PostgreSqlSink(string connectionString, PostgreSqlSinkOptions? options = null)
        : this(CreateSource(connectionString), options, ownsSource: true) { }

    /// <summary>Creates a sink for the database of a data source.</summary>
    /// <param name="source">The data source. The sink does not dispose it.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    public PostgreSqlSink(NpgsqlDataSource source, PostgreSqlSinkOptions? options = null)
        : this(source, options, ownsSource: false) { }

    private PostgreSqlSink(NpgsqlDataSource source, PostgreSqlSinkOptions? options, bool ownsSource)
        : base(new PostgreSqlDialect(Checked(options ?? new PostgreSqlSinkOptions()).Schema))
    {
        ArgumentNullException.ThrowIfNull(source);
        _source = source;
        _ownsSource = ownsSource;
        _options = options ?? new PostgreSqlSinkOptions();

        var connection = new NpgsqlConnectionStringBuilder(source.ConnectionString);
        Name = $"PostgreSQL {connection.Database ?? connection.Username} on {connection.Host}, schema {_options.Schema}";
    }

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override ValueTask DisposeAsync() => _ownsSource ? _source.DisposeAsync() : ValueTask.CompletedTask;

    /// <inheritdoc />
    protected override Task ConnectAsync(CancellationToken cancellationToken) =>
        RunAsync(
            async (connection, token) =>
            {
                // A user who may not create schemas may not even try, so look first.
                var schema = await ListAsync(
                        connection,
                        "select nspname::text from pg_namespace where nspname = $1",
                        token,
                        _options.Schema
                    )
                    .ConfigureAwait(false);
                if (schema.Count == 0)
                {
                    await ExecuteAsync(connection, Dialect.LockForPrepare!, token).ConfigureAwait(false);
                    await ExecuteAsync(connection, $"create schema if not exists {SqlDialect.Quote(_options.Schema)}", token)
                        .ConfigureAwait(false);
                }

                return true;
            },
            writes: true,
            cancellationToken
        );

    /// <inheritdoc />
    protected override async Task<T> RunAsync<T>(
        Func<DbConnection, CancellationToken, Task<T>> work,
        bool writes,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(work);
        for (var retry = 0; ; retry++)
        {
            try
            {
                return await AttemptAsync(work, writes, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when ((PostgreSqlFailure.Describe(exception) ?? DescribeForeignValue(exception)) is { } description)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (retry == _options.MaxRetries || !PostgreSqlFailure.IsTransient(exception))
                {
                    // Without the cause: its message may quote values.
                    throw new SyncSinkException($"{Name}: {description}");
                }

                if (PostgreSqlFailure.EndsConnection(exception))
                {
                    // Otherwise each connection of the pool would fail once.
                    _source.Clear();
                }
            }

            await Task.Delay(DelayBefore(retry), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    protected override async Task UpsertAsync(DbConnection connection, RowBatch rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var target = Dialect.QuoteTable(rows.Table.StoredName);
        var columns = ColumnList(rows.Table);
        if (await IsFreeAsync(connection, rows, cancellationToken).ConfigureAwait(false))
        {
            await CopyAsync((NpgsqlConnection)connection, target, rows, cancellationToken).ConfigureAwait(false);
            return;
        }

        const string Staging = "pg_temp._sync_rows";
        await ExecuteAsync(
                connection,
                $"create temporary table _sync_rows on commit drop as select {columns} from {target} with no data",
                cancellationToken
            )
            .ConfigureAwait(false);
        await CopyAsync((NpgsqlConnection)connection, Staging, rows, cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, UpsertStatement(rows.Table, $"select {columns} from {Staging}"), cancellationToken)
            .ConfigureAwait(false);
        await ExecuteAsync(connection, $"drop table {Staging}", cancellationToken).ConfigureAwait(false);
    }

    private static async Task CopyAsync(NpgsqlConnection connection, string target, RowBatch rows, CancellationToken cancellationToken)
    {
        var columns = rows.Table.AllColumns;
        var importer = await connection
            .BeginBinaryImportAsync($"copy {target} ({ColumnList(rows.Table)}) from stdin (format binary)", cancellationToken)
            .ConfigureAwait(false);
        await using (importer.ConfigureAwait(false))
        {
            foreach (var values in rows.ReadValues())
            {
                await importer.StartRowAsync(cancellationToken).ConfigureAwait(false);
                for (var index = 0; index < columns.Count; index++)
                {
                    await WriteAsync(importer, columns[index].Type, values[index], cancellationToken).ConfigureAwait(false);
                }
            }

            await importer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static Task WriteAsync(
        NpgsqlBinaryImporter importer,
        SyncColumnType type,
        object? value,
        CancellationToken cancellationToken
    ) =>
        value is null
            ? importer.WriteNullAsync(cancellationToken)
            : type switch
            {
                SyncColumnType.WholeNumber => importer.WriteAsync((long)value, NpgsqlDbType.Bigint, cancellationToken),
                SyncColumnType.DecimalNumber => importer.WriteAsync((decimal)value, NpgsqlDbType.Numeric, cancellationToken),
                SyncColumnType.Boolean => importer.WriteAsync((bool)value, NpgsqlDbType.Boolean, cancellationToken),
                SyncColumnType.Timestamp => importer.WriteAsync((DateTime)value, NpgsqlDbType.TimestampTz, cancellationToken),
                SyncColumnType.Json => importer.WriteAsync((string)value, NpgsqlDbType.Jsonb, cancellationToken),
                _ => importer.WriteAsync((string)value, NpgsqlDbType.Text, cancellationToken),
            };

    private static NpgsqlDataSource CreateSource(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        try
        {
            // Without the types of PostgreSQL that no table has, which makes native programs smaller.
            var builder = new NpgsqlSlimDataSourceBuilder(connectionString);
            builder.EnableArrays().EnableTransportSecurity().EnableIntegratedSecurity();
            return builder.Build();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // Without the cause: its message may quote the password.
            throw new ArgumentException(
                "The connection string is not valid. Write it like Host=localhost;Username=me;Password=secret;Database=warehouse.",
                nameof(connectionString)
            );
        }
    }

    private static PostgreSqlSinkOptions Checked(PostgreSqlSinkOptions options) =>
        options.Validate() is { Count: > 0 } problems ? throw new ArgumentException(string.Join(' ', problems), nameof(options)) : options;

    private async Task<T> AttemptAsync<T>(
        Func<DbConnection, CancellationToken, Task<T>> work,
        bool writes,
        CancellationToken cancellationToken
    )
    {
        var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            if (!writes)
            {
                return await work(connection, cancellationToken).ConfigureAwait(false);
            }

            var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                var result = await work(connection, cancellationToken).ConfigureAwait(false);
                var id = await ListAsync(connection, "select txid_current()::text", cancellationToken).ConfigureAwait(false);
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    // Not canceled: a commit that is interrupted may or may not have happened.
                    await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                }
                catch (NpgsqlException)
                {
                    // Repeating a commit that was stored would undo newer ones, and fail where it compares the state.
                    if (!await WasCommittedAsync(id[0], cancellationToken).ConfigureAwait(false))
                    {
                        throw;
                    }
                }

                return result;
            }
        }
    }

    // Asks on another connection, as long as the transaction is in progress or the server cannot be reached.
    private async Task<bool> WasCommittedAsync(string transaction, CancellationToken cancellationToken)
    {
        for (var retry = 0; retry <= _options.MaxRetries; retry++)
        {
            _source.Clear();
            try
            {
                var connection = await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                await using (connection.ConfigureAwait(false))
                {
                    var status = await ListAsync(
                            connection,
                            "select coalesce(txid_status($1::text::bigint), 'unknown')",
                            cancellationToken,
                            transaction
                        )
                        .ConfigureAwait(false);
                    if (status[0] is "committed" or "aborted")
                    {
                        return status[0] == "committed";
                    }
                }
            }
            catch (Exception exception) when (PostgreSqlFailure.Describe(exception) is not null)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            await Task.Delay(DelayBefore(retry), cancellationToken).ConfigureAwait(false);
        }

        throw new SyncSinkException(
            $"{Name}: the connection was lost during a commit, and the server does not tell if it was stored. Run the sync again: it "
                + "continues with what is stored."
        );
    }

    private TimeSpan DelayBefore(int retry) => TimeSpan.FromTicks(Math.Min(_options.RetryDelay.Ticks << retry, MaxDelay.Ticks));
}
