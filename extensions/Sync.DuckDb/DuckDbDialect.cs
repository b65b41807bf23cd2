using System.Data.Common;

namespace ClickFunnels.Sync.DuckDb;

/// <summary>The dialect of DuckDB.</summary>
internal sealed class DuckDbDialect : SqlDialect
{
    private const int Scale = 10;

    // 38 digits are the most that DuckDB has.
    private const decimal DecimalEnd = 1e28m;

    // DuckDB has no limit, but keeps buffers for each column.
    public override int MaxColumns => 300;

    public override IReadOnlyCollection<string> ReservedColumns => ["rowid"];

    // An index slows every insert down, takes memory, and is not used for ranges; a scan of two columns is fast.
    public override bool IndexesParents => false;

    public override string ListNames =>
        "select table_name from duckdb_tables() where database_name = current_database() "
        + "union all select view_name from duckdb_views() where database_name = current_database() and not internal";

    public override string ListColumns =>
        "select column_name from duckdb_columns() where database_name = current_database() and table_name = $1 order by column_index";

    public override string TypeName(SyncColumnType type) =>
        type switch
        {
            SyncColumnType.WholeNumber => "BIGINT",
            SyncColumnType.DecimalNumber => $"DECIMAL(38, {Scale})",
            SyncColumnType.Boolean => "BOOLEAN",
            SyncColumnType.Timestamp => "TIMESTAMPTZ",
            SyncColumnType.Json => "JSON",
            _ => "VARCHAR",
        };

    public override bool CanHold(SyncColumnType type, object value) =>
        base.CanHold(type, value)
        && (value is not decimal number || (Math.Abs(number) < DecimalEnd && decimal.Round(number, Scale) == number));

    public override object ToStored(SyncColumnType type, object value) =>
        value is DateTimeOffset time ? time.AddTicks(-(time.Ticks % TimestampStep)) : value;

    public override DateTimeOffset ReadTimestamp(DbDataReader reader, int ordinal) =>
        new(DateTime.SpecifyKind(reader.GetDateTime(ordinal), DateTimeKind.Utc));
}
