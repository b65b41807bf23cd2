using System.Data.Common;
using System.Globalization;

namespace ClickFunnels.Sync.PostgreSql;

/// <summary>The dialect of PostgreSQL.</summary>
/// <param name="schema">Name of the schema.</param>
internal sealed class PostgreSqlDialect(string schema) : SqlDialect
{
    // A row must fit a page of 8 KB, in which a long value takes up to 24 bytes. The limit of 1,600 columns holds for numbers only.
    public override int MaxColumns => 300;

    public override IReadOnlyCollection<string> ReservedColumns => ["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"];

    public override string ListNames => $"select relname from pg_class where relnamespace = to_regnamespace({Literal(Quote(schema))})";

    // Dropped columns count, too: they take their place in a row.
    public override string ListColumns =>
        "select attname from pg_attribute join pg_class on pg_class.oid = attrelid "
        + $"where relnamespace = to_regnamespace({Literal(Quote(schema))}) and relname = $1 and attnum > 0 order by attnum";

    public override string LockForPrepare => $"select pg_advisory_xact_lock({LockKey})";

    public override string LockForCommit => $"select pg_advisory_xact_lock_shared({LockKey})";

    public override string KeyTextType => "text collate \"C\"";

    public override string LockForCompare(long workspace, bool changes) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"select pg_advisory_xact_lock{(changes ? "" : "_shared")}"
                + $"(hashtextextended({Literal("ClickFunnels.Sync " + schema)}, {workspace}))"
        );

    private string LockKey => $"hashtextextended({Literal("ClickFunnels.Sync " + schema)}, 0)";

    public override string TypeName(SyncColumnType type) =>
        type switch
        {
            SyncColumnType.WholeNumber => "bigint",
            SyncColumnType.DecimalNumber => "numeric",
            SyncColumnType.Boolean => "boolean",
            SyncColumnType.Timestamp => "timestamptz",
            SyncColumnType.Json => "jsonb",
            _ => "text",
        };

    // Npgsql takes the earliest time for -infinity.
    public override bool CanHold(SyncColumnType type, object value) =>
        base.CanHold(type, value) && value is not DateTimeOffset { Ticks: 0 };

    public override object ToStored(SyncColumnType type, object value) =>
        value is DateTimeOffset time ? time.AddTicks(-(time.Ticks % TimestampStep)).UtcDateTime : value;

    public override DateTimeOffset ReadTimestamp(DbDataReader reader, int ordinal) => new(reader.GetDateTime(ordinal), TimeSpan.Zero);

    public override string QuoteTable(string name) => $"{Quote(schema)}.{Quote(name)}";

    private static string Literal(string text) => '\'' + text.Replace("'", "''", StringComparison.Ordinal) + '\'';
}
