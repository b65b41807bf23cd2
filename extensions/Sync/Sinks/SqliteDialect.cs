using System.Data.Common;
using System.Globalization;

namespace ClickFunnels.Sync;

/// <summary>The dialect of SQLite. Decimal numbers, timestamps and JSON are text.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    // All times have the same length, so that they sort as text.
    private const string TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    // SQLite takes up to 2,000.
    public override int MaxColumns => 1_000;

    public override bool HoldsNullCharacter => true;

    public override bool ReadsJson => false;

    public override long TimestampStep => 1;

    public override string ListNames => "select name from sqlite_master";

    public override string ListColumns => "select name from pragma_table_info($1) order by cid";

    // A name with TEXT keeps SQLite from converting text that looks like a number.
    public override string TypeName(SyncColumnType type) =>
        type switch
        {
            SyncColumnType.WholeNumber => "INTEGER",
            SyncColumnType.Boolean => "BOOLEAN",
            _ => "TEXT",
        };

    public override object ToStored(SyncColumnType type, object value) =>
        type switch
        {
            SyncColumnType.DecimalNumber => ((decimal)value).ToString(CultureInfo.InvariantCulture),
            SyncColumnType.Timestamp => ((DateTimeOffset)value).ToString(TimestampFormat, CultureInfo.InvariantCulture),
            _ => value,
        };

    public override DateTimeOffset ReadTimestamp(DbDataReader reader, int ordinal) =>
        DateTimeOffset.ParseExact(
            reader.GetString(ordinal),
            TimestampFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal
        );

    public override string ParameterName(int position) => string.Create(CultureInfo.InvariantCulture, $"${position}");
}
