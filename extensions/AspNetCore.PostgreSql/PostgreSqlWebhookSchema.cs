using ClickFunnels.Core.Infrastructure;
using Npgsql;

namespace ClickFunnels.AspNetCore.PostgreSql;

/// <summary>Creates and updates the tables. Instances that start at the same time wait for each other.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class PostgreSqlWebhookSchema
{
    private readonly NpgsqlDataSource _database;
    private readonly PostgreSqlWebhookOptions _options;
    private readonly object _lock = new();
    private volatile Task? _update;

    internal PostgreSqlWebhookSchema(NpgsqlDataSource database, PostgreSqlWebhookOptions options)
    {
        _database = database;
        _options = options;
    }

    /// <summary>Returns the SQL script that creates the tables, for applications that run migrations themselves.</summary>
    /// <param name="schema">The name of the schema.</param>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    public static string Script(string schema)
    {
        var problems = new PostgreSqlWebhookOptions { Schema = schema }.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(problems[0], nameof(schema));
        }

        var migrations = PostgreSqlWebhookMigrations
            .After(0, schema)
            .Select(migration => $"{migration.Sql}\ninsert into {schema}.migrations (version) values ({migration.Version});\n");
        return CreateSchemaScript(schema) + "\n" + string.Join("\n", migrations);
    }

    /// <summary>Ensures that the tables are up to date. Only the first call, and the first after a failure, queries the database.</summary>
    internal Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_update is { IsCompletedSuccessfully: true } done)
        {
            return done;
        }

        lock (_lock)
        {
            // Not canceled with the first call, because other calls wait for it too.
            if (_update is null or { IsCompleted: true, IsCompletedSuccessfully: false })
            {
                _update = UpdateAsync(CancellationToken.None);
            }

            return _update.WaitAsync(cancellationToken);
        }
    }

    private static string CreateSchemaScript(string schema) =>
        $"""
            create schema if not exists {schema};
            create table if not exists {schema}.migrations (version integer primary key, applied_at timestamptz not null default now());
            """;

    private async Task UpdateAsync(CancellationToken cancellationToken)
    {
        var connection = await _database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await UpdateAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task UpdateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var schema = _options.Schema;
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (_options.Migrate)
            {
                // The lock is held until the transaction ends, even if this process crashes.
                await ExecuteAsync(
                        connection,
                        $"select pg_advisory_xact_lock(hashtextextended('ClickFunnels.AspNetCore {schema}', 0))",
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                await ExecuteAsync(connection, CreateSchemaScript(schema), cancellationToken).ConfigureAwait(false);
            }

            var version = await GetVersionAsync(connection, schema, cancellationToken).ConfigureAwait(false);
            if (version > PostgreSqlWebhookMigrations.Latest)
            {
                throw new InvalidOperationException(
                    $"The tables of schema {schema} have version {version}, but this package supports version "
                        + $"{PostgreSqlWebhookMigrations.Latest} at most: update ClickFunnels.AspNetCore.PostgreSql."
                );
            }

            if (version < PostgreSqlWebhookMigrations.Latest && !_options.Migrate)
            {
                throw new InvalidOperationException(
                    $"The tables of schema {schema} have version {version}, but this package requires version "
                        + $"{PostgreSqlWebhookMigrations.Latest}: set Migrate to true, or apply PostgreSqlWebhookSchema.Script."
                );
            }

            foreach (var (next, sql) in PostgreSqlWebhookMigrations.After(version, schema))
            {
                await ExecuteAsync(connection, sql, cancellationToken).ConfigureAwait(false);
                await ExecuteAsync(connection, $"insert into {schema}.migrations (version) values ({next})", cancellationToken)
                    .ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<int> GetVersionAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand($"select coalesce(max(version), 0) from {schema}.migrations", connection);
        await using (command.ConfigureAwait(false))
        {
            return (int)(await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false))!;
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
