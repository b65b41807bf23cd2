using ClickFunnels.Core.Infrastructure;
using Npgsql;
using NpgsqlTypes;

namespace ClickFunnels.AspNetCore.PostgreSql;

/// <summary>
/// Stores events in PostgreSQL, for any number of processes. Events are claimed with <c>for update skip locked</c> and a lease, so
/// that two processes never handle the same event at the same time, and another process takes over after a crash. Requires
/// PostgreSQL 12 or later; tested with version 15.
/// </summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class PostgreSqlWebhookEventStore : IWebhookEventStore
{
    private const int CleanUpBatch = 5_000;

    private readonly PostgreSqlWebhookDatabase _database;
    private readonly PostgreSqlWebhookStatements _statements;
    private readonly WebhookSignal _signal;

    /// <summary>Creates a store. The tables are created when the store is first used.</summary>
    /// <param name="database">The data source. The store does not dispose it.</param>
    /// <param name="options">The options.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    public PostgreSqlWebhookEventStore(NpgsqlDataSource database, PostgreSqlWebhookOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(database);
        options ??= new PostgreSqlWebhookOptions();
        _database = new PostgreSqlWebhookDatabase(database, options);
        _statements = new PostgreSqlWebhookStatements(_database);
        _signal = new WebhookSignal(options.TimeProvider ?? TimeProvider.System);
    }

    /// <inheritdoc />
    public async Task<WebhookAcceptance> TryAcceptAsync(ReceivedWebhook webhook, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(webhook);
        var rows = await _database
            .ExecuteAsync(
                _statements.Accept,
                cancellationToken,
                [
                    .. Key(webhook.Key),
                    new NpgsqlParameter<string>("event_type", webhook.EventType),
                    new NpgsqlParameter("created_at", NpgsqlDbType.TimestampTz)
                    {
                        Value = webhook.CreatedAt is { } time ? time.UtcDateTime : DBNull.Value,
                    },
                    new NpgsqlParameter<DateTime>("received_at", webhook.ReceivedAt.UtcDateTime),
                    new NpgsqlParameter<ReadOnlyMemory<byte>>("body", NpgsqlDbType.Bytea) { TypedValue = webhook.Body },
                ]
            )
            .ConfigureAwait(false);
        if (rows == 0)
        {
            return WebhookAcceptance.Duplicate;
        }

        _signal.Set();
        return WebhookAcceptance.Accepted;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ClaimedWebhook>> ClaimAsync(int maximum, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        var token = Guid.NewGuid();
        var claimed = await _database
            .QueryAsync(
                _statements.Claim,
                row =>
                    Read(row) is var webhook ? new ClaimedWebhook(new WebhookClaim(webhook.Key, token), webhook, row.GetInt32(6)) : null!,
                cancellationToken,
                new NpgsqlParameter<int>("maximum", maximum),
                new NpgsqlParameter<Guid>("token", token),
                new NpgsqlParameter<TimeSpan>("lease", lease)
            )
            .ConfigureAwait(false);
        return claimed;
    }

    /// <inheritdoc />
    public Task<bool> RenewAsync(WebhookClaim claim, TimeSpan lease, CancellationToken cancellationToken = default) =>
        ChangeAsync(_statements.Renew, cancellationToken, [.. Claim(claim), new NpgsqlParameter<TimeSpan>("lease", lease)]);

    /// <inheritdoc />
    public Task<bool> CompleteAsync(WebhookClaim claim, CancellationToken cancellationToken = default) =>
        ChangeAsync(_statements.Complete, cancellationToken, [.. Claim(claim)]);

    /// <inheritdoc />
    public Task<bool> FailAsync(WebhookClaim claim, TimeSpan? retryAfter, string failure, CancellationToken cancellationToken = default)
    {
        NpgsqlParameter[] parameters = [.. Claim(claim), new NpgsqlParameter<string>("failure", failure)];
        return retryAfter is { } delay
            ? ChangeAsync(_statements.Retry, cancellationToken, [.. parameters, new NpgsqlParameter<TimeSpan>("delay", delay)])
            : ChangeAsync(_statements.GiveUp, cancellationToken, parameters);
    }

    /// <inheritdoc />
    public Task<bool> ReleaseAsync(WebhookClaim claim, CancellationToken cancellationToken = default) =>
        ChangeAsync(_statements.Release, cancellationToken, [.. Claim(claim)]);

    /// <inheritdoc />
    public Task WaitForWorkAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _signal.WaitAsync(timeout, cancellationToken);

    /// <inheritdoc />
    public async Task<WebhookStoreCounts> CountAsync(CancellationToken cancellationToken = default)
    {
        var rows = await _database
            .QueryAsync(
                _statements.Count,
                static row => new WebhookStoreCounts(row.GetInt64(0), row.GetInt64(1), row.GetTimeSpan(2)),
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows[0];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeadWebhook>> ListDeadLettersAsync(int maximum, CancellationToken cancellationToken = default) =>
        await _database
            .QueryAsync(
                _statements.ListDead,
                static row => new DeadWebhook(Read(row), row.GetInt32(6), row.GetString(7), row.GetFieldValue<DateTimeOffset>(8)),
                cancellationToken,
                new NpgsqlParameter<int>("maximum", maximum)
            )
            .ConfigureAwait(false);

    /// <inheritdoc />
    public async Task<bool> RequeueAsync(WebhookKey key, CancellationToken cancellationToken = default)
    {
        var requeued = await ChangeAsync(_statements.Requeue, cancellationToken, [.. Key(key)]).ConfigureAwait(false);
        _signal.Set();
        return requeued;
    }

    /// <inheritdoc />
    public Task<bool> DiscardAsync(WebhookKey key, CancellationToken cancellationToken = default) =>
        ChangeAsync(_statements.Discard, cancellationToken, [.. Key(key)]);

    /// <inheritdoc />
    public async Task<int> CleanUpAsync(TimeSpan retention, TimeSpan deadLetterRetention, CancellationToken cancellationToken = default) =>
        await RemoveAsync(_statements.RemoveHandled, retention, cancellationToken).ConfigureAwait(false)
        + await RemoveAsync(_statements.RemoveDead, deadLetterRetention, cancellationToken).ConfigureAwait(false);

    private static NpgsqlParameter[] Key(WebhookKey key) =>
        [new NpgsqlParameter<string>("tenant", key.Tenant), new NpgsqlParameter<string>("event_id", key.EventId)];

    private static NpgsqlParameter[] Claim(WebhookClaim claim) => [.. Key(claim.Key), new NpgsqlParameter<Guid>("token", claim.Token)];

    private static ReceivedWebhook Read(NpgsqlDataReader row) =>
        new()
        {
            Key = new WebhookKey(row.GetString(0), row.GetString(1)),
            EventType = row.GetString(2),
            CreatedAt = row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3),
            ReceivedAt = row.GetFieldValue<DateTimeOffset>(4),
            Body = row.GetFieldValue<byte[]>(5),
        };

    private async Task<int> RemoveAsync(string statement, TimeSpan retention, CancellationToken cancellationToken)
    {
        var (total, removed) = (0, 0);
        do
        {
            removed = await _database
                .ExecuteAsync(
                    statement,
                    cancellationToken,
                    new NpgsqlParameter<TimeSpan>("retention", retention),
                    new NpgsqlParameter<int>("maximum", CleanUpBatch)
                )
                .ConfigureAwait(false);
            total += removed;
        } while (removed > 0);

        return total;
    }

    private async Task<bool> ChangeAsync(string statement, CancellationToken cancellationToken, params NpgsqlParameter[] parameters) =>
        await _database.ExecuteAsync(statement, cancellationToken, parameters).ConfigureAwait(false) == 1;
}
