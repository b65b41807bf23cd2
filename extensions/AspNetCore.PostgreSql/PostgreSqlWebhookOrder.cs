using ClickFunnels.Core.Infrastructure;
using Npgsql;

namespace ClickFunnels.AspNetCore.PostgreSql;

/// <summary>Remembers the time of the latest event of each record in PostgreSQL, for any number of processes.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class PostgreSqlWebhookOrder : IWebhookOrder
{
    private readonly PostgreSqlWebhookDatabase _database;
    private readonly string _advance;
    private readonly string _cleanUp;

    /// <summary>Creates an order. Its table is created when the order is first used.</summary>
    /// <param name="database">The data source. The order does not dispose it.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    public PostgreSqlWebhookOrder(NpgsqlDataSource database, PostgreSqlWebhookOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        _database = new PostgreSqlWebhookDatabase(database, options ?? new PostgreSqlWebhookOptions());
        _advance = _database.Statement(
            """
            insert into {schema}.subjects as subject (tenant, subject_type, subject_id, created_at, seen_at)
            values (@tenant, @type, @id, @created_at, {now})
            on conflict (tenant, subject_type, subject_id) do update set created_at = excluded.created_at, seen_at = excluded.seen_at
            where subject.created_at <= excluded.created_at
            """
        );
        _cleanUp = _database.Statement("delete from {schema}.subjects where seen_at <= {now} - @retention");
    }

    /// <inheritdoc />
    public async Task<bool> TryAdvanceAsync(WebhookSubject subject, DateTimeOffset createdAt, CancellationToken cancellationToken = default)
    {
        var rows = await _database
            .ExecuteAsync(
                _advance,
                cancellationToken,
                new NpgsqlParameter<string>("tenant", subject.Tenant),
                new NpgsqlParameter<string>("type", subject.Type),
                new NpgsqlParameter<long>("id", subject.Id),
                new NpgsqlParameter<DateTime>("created_at", createdAt.UtcDateTime)
            )
            .ConfigureAwait(false);
        return rows == 1;
    }

    /// <inheritdoc />
    public Task CleanUpAsync(TimeSpan retention, CancellationToken cancellationToken = default) =>
        _database.ExecuteAsync(_cleanUp, cancellationToken, new NpgsqlParameter<TimeSpan>("retention", retention));
}
