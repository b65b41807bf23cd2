using Npgsql;

namespace ClickFunnels.AspNetCore.PostgreSql;

/// <summary>Makes the tables and brings them up to date; instances that start at the same time wait for each other.</summary>
public sealed class PostgreSqlWebhookSchema
{
    private readonly NpgsqlDataSource _database;
    private readonly PostgreSqlWebhookOptions _options;
    private readonly object _lock = new();
    private volatile Task? _upToDate;

    internal PostgreSqlWebhookSchema(NpgsqlDataSource database, PostgreSqlWebhookOptions options)
    {
        _database = database;
        _options = options;
    }

    /// <summary>Returns the statements that make the tables, for those who run migrations themselves.</summary>
    /// <param name="schema">Name of the schema.</param>
    /// <exception cref="ArgumentException">The name cannot be used.</exception>
    public static string Script(string schema)
    {
        var problems = new PostgreSqlWebhookOptions { Schema = schema }.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(problems[0], nameof(schema));
        }

        var steps = PostgreSqlWebhookMigrations
            .After(0, schema)
            .Select(step => $"{step.Sql}\ninsert into {schema}.migrations (version) values ({step.Version});\n");
        return Preparation(schema) + "\n" + string.Join("\n", steps);
    }

    /// <summary>Returns when the tables are up to date; only the first call asks the database, and the next one after a failure.</summary>
    internal Task EnsureAsync(CancellationToken cancellationToken)
    {
        if (_upToDate is { IsCompletedSuccessfully: true } done)
        {
            return done;
        }

        lock (_lock)
        {
            // Not canceled by the first caller, as others wait for it too.
            if (_upToDate is null or { IsCompleted: true, IsCompletedSuccessfully: false })
            {
                _upToDate = BringUpToDateAsync(CancellationToken.None);
            }

            return _upToDate.WaitAsync(cancellationToken);
        }
    }

    private static string Preparation(string schema) =>
        $"""
            create schema if not exists {schema};
            create table if not exists {schema}.migrations (version integer primary key, applied_at timestamptz not null default now());
            """;

    private async Task BringUpToDateAsync(CancellationToken cancellationToken)
    {
        var connection = await _database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await BringUpToDateAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task BringUpToDateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var schema = _options.Schema;
        var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if (_options.Migrate)
            {
                // Held until the end of the transaction, also when this process dies.
                await ExecuteAsync(
                        connection,
                        $"select pg_advisory_xact_lock(hashtextextended('ClickFunnels.AspNetCore {schema}', 0))",
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                await ExecuteAsync(connection, Preparation(schema), cancellationToken).ConfigureAwait(false);
            }

            var version = await VersionAsync(connection, schema, cancellationToken).ConfigureAwait(false);
            if (version > PostgreSqlWebhookMigrations.Latest)
            {
                throw new InvalidOperationException(
                    $"The tables of schema {schema} are of version {version}, and this package knows version "
                        + $"{PostgreSqlWebhookMigrations.Latest}: update ClickFunnels.AspNetCore.PostgreSql."
                );
            }

            if (version < PostgreSqlWebhookMigrations.Latest && !_options.Migrate)
            {
                throw new InvalidOperationException(
                    $"The tables of schema {schema} are of version {version}, and version "
                        + $"{PostgreSqlWebhookMigrations.Latest} is needed: set Migrate, or apply PostgreSqlWebhookSchema.Script."
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

    private static async Task<int> VersionAsync(NpgsqlConnection connection, string schema, CancellationToken cancellationToken)
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
