namespace ClickFunnels.Sync;

/// <summary>A column of a table as a database has it.</summary>
/// <param name="Name">Name of the field on the wire.</param>
/// <param name="StoredName">Name of the column in the database, not quoted.</param>
/// <param name="Type">Type of the values.</param>
/// <param name="IsDocumented">True if the contract has the field.</param>
public sealed record StoredColumn(string Name, string StoredName, SyncColumnType Type, bool IsDocumented);

/// <summary>A table as a database has it.</summary>
public sealed class StoredTable
{
    /// <summary>Number of system columns before the columns of the record.</summary>
    internal const int LeadingColumns = 3;

    /// <summary>Number of system columns after the columns of the record.</summary>
    internal const int TrailingColumns = 4;

    internal StoredTable(string name, string storedName, IReadOnlyList<StoredColumn> columns)
    {
        Name = name;
        StoredName = storedName;
        Columns = columns;
        AllColumns =
        [
            (SyncTable.WorkspaceColumn, SyncColumnType.WholeNumber),
            (SyncTable.IdColumn, SyncColumnType.WholeNumber),
            (SyncTable.ParentColumn, SyncColumnType.WholeNumber),
            .. columns.Select(static column => (column.StoredName, column.Type)),
            (SyncTable.ExtraColumn, SyncColumnType.Json),
            (SyncTable.DigestColumn, SyncColumnType.WholeNumber),
            (SyncTable.SyncedAtColumn, SyncColumnType.Timestamp),
            (SyncTable.DeletedAtColumn, SyncColumnType.Timestamp),
        ];
    }

    /// <summary>Name of the table, as in <see cref="SyncTable.Name" />.</summary>
    public string Name { get; }

    /// <summary>Name of the table in the database, not quoted.</summary>
    public string StoredName { get; }

    /// <summary>The columns of the record, in the order in which they were added.</summary>
    public IReadOnlyList<StoredColumn> Columns { get; }

    /// <summary>
    /// Names and types of all columns in the order of the values of a <see cref="RowBatch" />: first the system columns for workspace, id
    /// and parent, then those of the record, then the other system columns. The names are not quoted.
    /// </summary>
    public IReadOnlyList<(string StoredName, SyncColumnType Type)> AllColumns { get; }

    /// <summary>Returns the name.</summary>
    public override string ToString() => Name;
}

/// <summary>Rows to insert or replace in one table, sorted by id.</summary>
public sealed class RowBatch
{
    private readonly IReadOnlyList<SyncRow> _rows;
    private readonly RowValues _values;

    internal RowBatch(StoredTable table, long workspace, IReadOnlyList<SyncRow> rows, RowValues values)
    {
        Table = table;
        Workspace = workspace;
        _rows = rows;
        _values = values;
    }

    /// <summary>The table.</summary>
    public StoredTable Table { get; }

    /// <summary>Id of the workspace.</summary>
    public long Workspace { get; }

    /// <summary>Number of rows; at least 1.</summary>
    public int Count => _rows.Count;

    /// <summary>The lowest id.</summary>
    public long FirstId => _rows[0].Id;

    /// <summary>The highest id.</summary>
    public long LastId => _rows[^1].Id;

    /// <summary>
    /// Returns the values of each row, in the order of <see cref="StoredTable.AllColumns" /> and as <see cref="SqlDialect.ToStored" />
    /// returns them; null for NULL. The list is overwritten by the next row.
    /// </summary>
    public IEnumerable<IReadOnlyList<object?>> ReadValues() => _rows.Select(row => _values.Fill(row, Workspace));
}
