namespace ClickFunnels.AspNetCore.PostgreSql;

/// <summary>
/// The migrations that create the tables, oldest first. Never change a published migration; add another one.
/// </summary>
internal static class PostgreSqlWebhookMigrations
{
    // due_at of an open event is the time it was accepted, of its next attempt, or at which the lease of its claim expires.
    private const string First = """
        create table {schema}.events (
            tenant text not null,
            event_id text not null,
            position bigint generated always as identity,
            event_type text not null,
            created_at timestamptz,
            received_at timestamptz not null,
            state smallint not null default 0 check (state in (0, 1, 2)),
            due_at timestamptz not null,
            attempts integer not null default 0,
            claim_token uuid,
            body bytea,
            failure text,
            closed_at timestamptz,
            primary key (tenant, event_id)
        );
        comment on column {schema}.events.state is '0 open, 1 handled, 2 dead letter';
        comment on column {schema}.events.body is 'raw bytes of the delivery; removed when the event is handled';
        create index events_open on {schema}.events (due_at, position) where state = 0;
        create index events_handled on {schema}.events (closed_at) where state = 1;
        create index events_dead on {schema}.events (closed_at) where state = 2;

        create table {schema}.subjects (
            tenant text not null,
            subject_type text not null,
            subject_id bigint not null,
            created_at timestamptz not null,
            seen_at timestamptz not null,
            primary key (tenant, subject_type, subject_id)
        );
        create index subjects_seen on {schema}.subjects (seen_at);
        """;

    private static readonly string[] Migrations = [First];

    public static int Latest => Migrations.Length;

    /// <summary>Returns the migrations after a version.</summary>
    public static IEnumerable<(int Version, string Sql)> After(int version, string schema)
    {
        for (var index = version; index < Migrations.Length; index++)
        {
            yield return (index + 1, Migrations[index].Replace("{schema}", schema, StringComparison.Ordinal));
        }
    }
}
