using System.Globalization;

namespace ClickFunnels.Sync;

/// <summary>Converts rows to the values of the columns of a stored table. What a column cannot hold goes to <c>_extra</c>.</summary>
internal sealed class RowValues
{
    private readonly SqlDialect _dialect;
    private readonly IReadOnlyList<SyncColumn> _columns;
    private readonly StoredColumn?[] _targets;
    private readonly int[] _ordinals;
    private readonly ExtraValues _extra;
    private readonly object?[] _values;

    public RowValues(SqlDialect dialect, StoredTable table, SyncTable rows)
    {
        _dialect = dialect;
        _columns = rows.Columns;
        _targets = new StoredColumn?[_columns.Count];
        _ordinals = new int[_columns.Count];
        _extra = new ExtraValues(dialect.ReadsJson);
        _values = new object?[table.AllColumns.Count];

        var stored = table.Columns.Index().ToDictionary(static column => column.Item.Name, StringComparer.Ordinal);
        for (var index = 0; index < _columns.Count; index++)
        {
            // Removed, so that a second column with the same name does not overwrite the first one.
            if (stored.Remove(_columns[index].Name, out var column))
            {
                (_targets[index], _ordinals[index]) = (column.Item, StoredTable.LeadingColumns + column.Index);
            }
        }
    }

    /// <summary>Returns the values of a row. The list is overwritten by the next row.</summary>
    public object?[] Fill(SyncRow row, long workspace)
    {
        if (row.Values.Count > _columns.Count)
        {
            throw new ArgumentException(
                $"The row {row.Id} has {row.Values.Count} values, but its table has {_columns.Count} columns: add the columns to the table."
            );
        }

        Array.Clear(_values);
        _values[0] = workspace;
        _values[1] = row.Id;
        _values[2] = row.Parent;
        for (var index = 0; index < row.Values.Count; index++)
        {
            if (row.Values[index] is not { } value)
            {
                continue;
            }

            var type = TypeOf(value, _columns[index]);
            value = value is DateTimeOffset time ? time.ToUniversalTime() : value;
            var stored = _targets[index] is { } target ? Convert(type, value, target.Type) : null;
            if (stored is not null)
            {
                _values[_ordinals[index]] = stored;
            }
            else
            {
                _extra.Add(_columns[index].Name, ToJson(type, value));
            }
        }

        var end = _values.Length - StoredTable.TrailingColumns;
        _values[end] = _extra.Take(row.Extra) is { } extra ? _dialect.ToStored(SyncColumnType.Json, extra) : null;
        _values[end + 1] = row.Digest;
        _values[end + 2] = _dialect.ToStored(SyncColumnType.Timestamp, row.SyncedAt.ToUniversalTime());
        return _values;
    }

    // Returns null for a value that the column cannot hold.
    private object? Convert(SyncColumnType type, object value, SyncColumnType target)
    {
        if (target == SyncColumnType.Json)
        {
            return ConvertJson(type == SyncColumnType.Json ? (string)value : ToJson(type, value)) is { } json
                ? _dialect.ToStored(target, json)
                : null;
        }

        if (type == SyncColumnType.WholeNumber && target == SyncColumnType.DecimalNumber)
        {
            (type, value) = (target, (decimal)(long)value);
        }

        return type == target && _dialect.CanHold(type, value) ? _dialect.ToStored(type, value) : null;
    }

    private string? ConvertJson(string json) =>
        StorableJson.IsPortable(json) ? json
        : _dialect.ReadsJson ? null
        : StorableJson.Normalize(json);

    private static string ToJson(SyncColumnType type, object value) =>
        type switch
        {
            SyncColumnType.WholeNumber => ((long)value).ToString(CultureInfo.InvariantCulture),
            SyncColumnType.DecimalNumber => ((decimal)value).ToString(CultureInfo.InvariantCulture),
            SyncColumnType.Boolean => (bool)value ? "true" : "false",
            SyncColumnType.Timestamp => ((DateTimeOffset)value).ToString(
                "'\"'yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z\"'",
                CultureInfo.InvariantCulture
            ),
            SyncColumnType.Json when StorableJson.Normalize((string)value) is { } json => json,
            _ => StorableJson.Quote((string)value),
        };

    private static SyncColumnType TypeOf(object value, SyncColumn column) =>
        value switch
        {
            string => column.Type == SyncColumnType.Json ? SyncColumnType.Json : SyncColumnType.Text,
            long => SyncColumnType.WholeNumber,
            decimal => SyncColumnType.DecimalNumber,
            bool => SyncColumnType.Boolean,
            DateTimeOffset => SyncColumnType.Timestamp,
            _ => throw new ArgumentException(
                $"The column {column.Name} has a value of type {value.GetType()}: use the types that SyncColumnType documents."
            ),
        };
}
