namespace ClickFunnels.AspNetCore.PostgreSql;

/// <summary>The SQL statements of the event store. Each statement is one transaction.</summary>
internal sealed class PostgreSqlWebhookStatements(PostgreSqlWebhookDatabase database)
{
    public string Accept { get; } =
        database.Statement(
            """
            insert into {schema}.events (tenant, event_id, event_type, created_at, received_at, due_at, body)
            values (@tenant, @event_id, @event_type, @created_at, @received_at, {now}, @body)
            on conflict (tenant, event_id) do nothing
            """
        );

    // Skips rows that another claim has locked, so that claims never wait for each other.
    public string Claim { get; } =
        database.Statement(
            """
            with due as materialized (
                select tenant, event_id from {schema}.events
                where state = 0 and due_at <= {now}
                order by due_at, position limit @maximum
                for update skip locked
            )
            update {schema}.events as event
            set claim_token = @token, attempts = attempts + 1, due_at = {now} + @lease
            from due
            where event.tenant = due.tenant and event.event_id = due.event_id
            returning event.tenant, event.event_id, event.event_type, event.created_at, event.received_at, event.body, event.attempts
            """
        );

    public string Renew { get; } = WithClaim(database, "due_at = {now} + @lease");

    public string Complete { get; } = WithClaim(database, "state = 1, claim_token = null, body = null, failure = null, closed_at = {now}");

    public string Retry { get; } = WithClaim(database, "due_at = {now} + @delay, claim_token = null, failure = @failure");

    public string GiveUp { get; } = WithClaim(database, "state = 2, claim_token = null, failure = @failure, closed_at = {now}");

    public string Release { get; } = WithClaim(database, "due_at = {now}, claim_token = null, attempts = attempts - 1");

    public string Count { get; } =
        database.Statement(
            """
            select
                (select count(*) from {schema}.events where state = 0),
                (select count(*) from {schema}.events where state = 2),
                greatest(coalesce({now} - (select min(due_at) from {schema}.events where state = 0), interval '0'), interval '0')
            """
        );

    public string ListDead { get; } =
        database.Statement(
            """
            select tenant, event_id, event_type, created_at, received_at, body, attempts, failure, closed_at
            from {schema}.events where state = 2 order by closed_at, position limit @maximum
            """
        );

    public string Requeue { get; } = WithDead(database, "state = 0, attempts = 0, due_at = {now}, closed_at = null");

    public string Discard { get; } = WithDead(database, "state = 1, body = null, closed_at = {now}");

    public string RemoveHandled { get; } = Remove(database, state: 1);

    public string RemoveDead { get; } = Remove(database, state: 2);

    // A fencing token: it changes when another process claims the event.
    private static string WithClaim(PostgreSqlWebhookDatabase database, string change) =>
        database.Statement(
            $$"""
            update {schema}.events set {{change}}
            where tenant = @tenant and event_id = @event_id and state = 0 and claim_token = @token
            """
        );

    private static string WithDead(PostgreSqlWebhookDatabase database, string change) =>
        database.Statement(
            $$"""
            update {schema}.events set {{change}} where tenant = @tenant and event_id = @event_id and state = 2
            """
        );

    // Limited to a batch, to keep the transaction short.
    private static string Remove(PostgreSqlWebhookDatabase database, int state) =>
        database.Statement(
            $$"""
            delete from {schema}.events where (tenant, event_id) in (
                select tenant, event_id from {schema}.events
                where state = {{state}} and closed_at <= {now} - @retention
                limit @maximum for update skip locked)
            """
        );
}
