using System.Data.Common;

namespace ClickFunnels.Sync;

/// <summary>The differences between databases that <see cref="RelationalSink" /> must know.</summary>
public abstract class SqlDialect
{
    /// <summary>The largest number of columns of a table, with the system columns. Values of further columns go to <c>_extra</c>.</summary>
    public abstract int MaxColumns { get; }

    /// <summary>The largest number of UTF-8 bytes of a name. Longer names are shortened.</summary>
    public virtual int MaxNameBytes => 63;

    /// <summary>Names that no column may have, besides the system columns of the sink.</summary>
    public virtual IReadOnlyCollection<string> ReservedColumns => [];

    /// <summary>True if text may contain the character U+0000.</summary>
    public virtual bool HoldsNullCharacter => false;

    /// <summary>
    /// True if the database reads the JSON that it stores. It then gets no escape of U+0000 or of half a surrogate pair, no number with
    /// more than 100 digits or an exponent beyond ±200, and at most 200 levels.
    /// </summary>
    public virtual bool ReadsJson => true;

    /// <summary>True to create an index on workspace and parent for the tables that have a parent.</summary>
    public virtual bool IndexesParents => true;

    /// <summary>The number of ticks (100 ns) in the smallest step of a timestamp.</summary>
    public virtual long TimestampStep => TimeSpan.TicksPerMicrosecond;

    /// <summary>A query for the names of all tables, views and indexes.</summary>
    public abstract string ListNames { get; }

    /// <summary>A query for the names of the columns of the table <c>$1</c>, in their order.</summary>
    public abstract string ListColumns { get; }

    /// <summary>
    /// A statement that makes the transaction wait for all others that change tables or rows; null if writing transactions never overlap.
    /// </summary>
    public virtual string? LockForPrepare => null;

    /// <summary>
    /// A statement that makes the transaction wait for those that change tables; null if writing transactions never overlap.
    /// </summary>
    public virtual string? LockForCommit => null;

    /// <summary>
    /// Returns a statement that makes the transaction wait for others that compare the state of a workspace
    /// (<see cref="SinkCommit.Expected" />): for those that change it, too, or for all; null if writing transactions never overlap.
    /// </summary>
    /// <param name="workspace">Id of the workspace.</param>
    /// <param name="changes">True if the transaction changes what it compares.</param>
    public virtual string? LockForCompare(long workspace, bool changes) => null;

    /// <summary>Type of text that is compared byte by byte, for keys.</summary>
    public virtual string KeyTextType => TypeName(SyncColumnType.Text);

    /// <summary>Returns the type of a column in SQL.</summary>
    /// <param name="type">The type of its values.</param>
    public abstract string TypeName(SyncColumnType type);

    /// <summary>Returns true if a column of the type holds the value without any loss. Otherwise it goes to <c>_extra</c>.</summary>
    /// <param name="type">The type of the column. It is never JSON, for which <see cref="ReadsJson" /> decides.</param>
    /// <param name="value">A value of the type that <see cref="SyncColumnType" /> documents.</param>
    public virtual bool CanHold(SyncColumnType type, object value) =>
        type switch
        {
            SyncColumnType.Text => StorableJson.IsWellFormed((string)value)
                && (HoldsNullCharacter || !((string)value).Contains('\0', StringComparison.Ordinal)),
            SyncColumnType.Timestamp => ((DateTimeOffset)value).Ticks % TimestampStep == 0,
            _ => true,
        };

    /// <summary>Returns the value that the driver of the database takes. It keeps as much of a timestamp as the column can hold.</summary>
    /// <param name="type">The type of the column.</param>
    /// <param name="value">A value of the type that <see cref="SyncColumnType" /> documents.</param>
    public virtual object ToStored(SyncColumnType type, object value) => value;

    /// <summary>Reads a timestamp.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="ordinal">Position of the column.</param>
    public abstract DateTimeOffset ReadTimestamp(DbDataReader reader, int ordinal);

    /// <summary>Returns the name of the parameter <c>$1</c>, <c>$2</c> and so on; null for parameters without names.</summary>
    /// <param name="position">Position of the parameter, from 1.</param>
    public virtual string? ParameterName(int position) => null;

    /// <summary>Returns the quoted name of a table, with its schema if there is one.</summary>
    /// <param name="name">Name of the table in the database.</param>
    public virtual string QuoteTable(string name) => Quote(name);

    /// <summary>Returns a quoted name, for use in a statement.</summary>
    /// <param name="name">The name.</param>
    public static string Quote(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
    }
}
