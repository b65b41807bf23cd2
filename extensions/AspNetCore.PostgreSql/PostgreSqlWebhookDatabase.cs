using Npgsql;
using NpgsqlTypes;

namespace ClickFunnels.AspNetCore.PostgreSql;

/// <summary>Runs SQL statements after the tables are up to date. Replaces <c>{schema}</c> and <c>{now}</c> in statements.</summary>
internal sealed class PostgreSqlWebhookDatabase
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgreSqlWebhookOptions _options;
    private readonly PostgreSqlWebhookSchema _schema;

    public PostgreSqlWebhookDatabase(NpgsqlDataSource source, PostgreSqlWebhookOptions options)
    {
        var problems = options.Validate();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join(" ", problems), nameof(options));
        }

        _source = source;
        _options = options;
        _schema = new PostgreSqlWebhookSchema(source, options);
    }

    /// <summary>Replaces the placeholders of a statement. Call it once per statement and keep the result.</summary>
    public string Statement(string sql) =>
        sql.Replace("{schema}", _options.Schema, StringComparison.Ordinal)
            .Replace("{now}", _options.TimeProvider is null ? "statement_timestamp()" : "@now", StringComparison.Ordinal);

    public async Task<int> ExecuteAsync(string statement, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        var command = await CommandAsync(statement, parameters, cancellationToken).ConfigureAwait(false);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task<List<T>> QueryAsync<T>(
        string statement,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken,
        params NpgsqlParameter[] parameters
    )
    {
        var command = await CommandAsync(statement, parameters, cancellationToken).ConfigureAwait(false);
        await using (command.ConfigureAwait(false))
        {
            var rows = new List<T>();
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }
            }

            return rows;
        }
    }

    private async ValueTask<NpgsqlCommand> CommandAsync(string statement, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await _schema.EnsureAsync(cancellationToken).ConfigureAwait(false);
        var command = _source.CreateCommand(statement);
        command.Parameters.AddRange(parameters);
        if (_options.TimeProvider is { } clock && statement.Contains("@now", StringComparison.Ordinal))
        {
            command.Parameters.Add(
                new NpgsqlParameter<DateTime>("now", NpgsqlDbType.TimestampTz) { TypedValue = clock.GetUtcNow().UtcDateTime }
            );
        }

        return command;
    }
}
