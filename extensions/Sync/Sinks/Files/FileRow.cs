using System.Globalization;

namespace ClickFunnels.Sync.Files;

/// <summary>
/// The values of a row in the order of the stored columns. Values that the file cannot represent are moved to
/// <see cref="SyncTable.ExtraColumn" />.
/// </summary>
internal sealed class FileRow
{
    private readonly FileTable _table;
    private readonly SyncTable _source;
    private readonly int[] _indexes;
    private readonly Func<SyncColumn, object, bool> _canStore;
    private readonly ExtraValues _extra = new(readsJson: false);

    /// <param name="table">The stored table.</param>
    /// <param name="source">The table of the rows.</param>
    /// <param name="canStore">Tells if the format can represent a value of the type of the column.</param>
    public FileRow(FileTable table, SyncTable source, Func<SyncColumn, object, bool> canStore)
    {
        _table = table;
        _source = source;
        _canStore = canStore;
        _indexes = [.. source.Columns.Select(column => table.IndexOf(column.Name))];
        Values = new object?[table.Columns.Count];
        if (_indexes.Contains(-1))
        {
            throw new SyncSinkException($"The table {table.FileName} was not prepared for all columns of the rows. Call PrepareAsync.");
        }
    }

    /// <summary>The values of the row that was read last: long, decimal, string, bool, DateTimeOffset, or null.</summary>
    public object?[] Values { get; }

    /// <summary>A JSON object; null for none.</summary>
    public string? Extra { get; private set; }

    public void Read(SyncRow row)
    {
        if (row.Values.Count > _indexes.Length)
        {
            throw new SyncSinkException($"A row of the table {_table.FileName} has more values than the table has columns.");
        }

        Array.Clear(Values);
        for (var position = 0; position < row.Values.Count; position++)
        {
            if (row.Values[position] is { } value)
            {
                Store(_indexes[position], _source.Columns[position].Type == SyncColumnType.Json, value);
            }
        }

        Extra = _extra.Take(row.Extra);
    }

    private void Store(int index, bool isJson, object value)
    {
        var column = _table.Columns[index];
        var converted = Convert(column.Type, isJson, value);
        if (_table.HasColumn[index] && converted is not null && _canStore(column, converted))
        {
            Values[index] = converted;
        }
        else
        {
            _extra.Add(column.Name, ToJson(isJson, value));
        }
    }

    private static object? Convert(SyncColumnType type, bool isJson, object value) =>
        (type, value) switch
        {
            (SyncColumnType.Json, string json) when isJson => StorableJson.EscapeLoneSurrogates(json),
            (SyncColumnType.Json, _) => ToJson(isJson, value),
            (SyncColumnType.WholeNumber, long) => value,
            (SyncColumnType.DecimalNumber, decimal) => value,
            (SyncColumnType.DecimalNumber, long number) => (decimal)number,
            (SyncColumnType.Text, string) when !isJson => value,
            (SyncColumnType.Boolean, bool) => value,
            (SyncColumnType.Timestamp, DateTimeOffset) => value,
            _ => null,
        };

    private static string ToJson(bool isJson, object value) =>
        value switch
        {
            bool flag => flag ? "true" : "false",
            long or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
            DateTimeOffset time => StorableJson.Quote(FileJson.Time(time)),
            string json when isJson && StorableJson.Normalize(json) is { } normal => normal,
            _ => StorableJson.Quote(System.Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
        };
}
