using System.Text;
using System.Text.Json;
using ClickFunnels.Migration.Formats;

namespace ClickFunnels.Migration.Files;

/// <summary>
/// The columns of a CSV file that hold fields of a record: one for each simple field, a list with <c>|</c> between its items, and
/// <c>attribute:NAME</c> or <c>other:NAME</c> for each name of a map.
/// </summary>
internal sealed class CsvColumns
{
    private readonly IReadOnlyList<(FieldShape Field, string? Name, int Index)> _columns;

    // Columns of one map become neighbors, whatever their order in the file.
    private CsvColumns(IReadOnlyList<string> header, IEnumerable<(FieldShape Field, string? Name, int Index)> columns) =>
        (Count, _columns) = (header.Count, [.. columns.OrderBy(static column => column.Field.Name, StringComparer.Ordinal)]);

    /// <summary>Number of columns of the file.</summary>
    public int Count { get; }

    /// <summary>Finds the columns in a header.</summary>
    /// <param name="shape">The fields of the record.</param>
    /// <param name="header">The first row.</param>
    /// <param name="isOther">Returns true for a column that is read elsewhere.</param>
    /// <param name="others">Names of these columns, for messages.</param>
    /// <param name="file">Name of the file.</param>
    /// <exception cref="MigrationInputException">A column is unknown or appears twice, or there is no key.</exception>
    public static CsvColumns Find(
        RecordShape shape,
        IReadOnlyList<string> header,
        Func<string, bool> isOther,
        IReadOnlyList<string> others,
        string file
    )
    {
        var names = shape.Fields.Select(ColumnName).OfType<string>().Union(others).ToList();
        if (header.Count > RowLimits.MaxColumns)
        {
            throw new MigrationInputException($"The file has more than {RowLimits.MaxColumns} columns.", file, 1);
        }

        if (!header.Contains("key", StringComparer.Ordinal))
        {
            throw new MigrationInputException(
                $"There is no column \"key\". The first row names the columns: {string.Join(", ", names)}.",
                file,
                1
            );
        }

        var columns = new List<(FieldShape Field, string? Name, int Index)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < header.Count; index++)
        {
            var name = header[index];
            if (name.StartsWith('_'))
            {
                continue;
            }

            if (!seen.Add(name))
            {
                throw new MigrationInputException($"The column \"{RecordProblem.Name(name)}\" appears twice.", file, 1);
            }

            if (isOther(name))
            {
                continue;
            }

            columns.Add(
                shape.Fields.Select(field => Match(field, name, index)).FirstOrDefault(static match => match is not null)
                    ?? throw new MigrationInputException(
                        $"There is no column \"{RecordProblem.Name(name)}\". Correct its name, or begin it with _ to make it a comment. "
                            + $"The columns are {string.Join(", ", names)}.",
                        file,
                        1
                    )
            );
        }

        return new CsvColumns(header, columns);
    }

    /// <summary>Returns the name of the column for a field; null if a cell cannot hold it.</summary>
    public static string? ColumnName(FieldShape field) =>
        field.Value.Kind switch
        {
            ValueKind.Record => null,
            ValueKind.List => field.Value.Item!.Kind == ValueKind.Text ? field.Name : null,
            ValueKind.Map => Prefix(field) + "NAME",
            _ => field.Name,
        };

    /// <summary>Writes a value as the kind that the field has. Text that does not fit is written as text, and rejected later.</summary>
    public static void WriteCell(Utf8JsonWriter writer, FieldValueShape shape, string cell)
    {
        switch (shape.Kind)
        {
            case ValueKind.List:
                writer.WriteStartArray();
                foreach (var item in Split(cell))
                {
                    writer.WriteStringValue(item);
                }

                writer.WriteEndArray();
                break;
            case ValueKind.Flag when Flag(cell) is { } flag:
                writer.WriteBooleanValue(flag);
                break;
            default:
                writer.WriteStringValue(cell);
                break;
        }
    }

    /// <summary>Writes the fields that have a value. An empty cell leaves the field out.</summary>
    public void Write(Utf8JsonWriter writer, string[] cells)
    {
        FieldShape? map = null;
        foreach (var (field, name, index) in _columns)
        {
            if (cells[index].Length == 0)
            {
                continue;
            }

            if (map is not null && map != field)
            {
                writer.WriteEndObject();
                map = null;
            }

            if (name is not null && map is null)
            {
                writer.WriteStartObject(field.Name);
                map = field;
            }

            writer.WritePropertyName(name ?? field.Name);
            WriteCell(writer, name is null ? field.Value : field.Value.Item!, cells[index]);
        }

        if (map is not null)
        {
            writer.WriteEndObject();
        }
    }

    private static (FieldShape Field, string? Name, int Index)? Match(FieldShape field, string column, int index)
    {
        if (field.Value.Kind != ValueKind.Map)
        {
            return ColumnName(field) == column ? (field, null, index) : null;
        }

        var prefix = Prefix(field);
        return column.StartsWith(prefix, StringComparison.Ordinal) && column.Length > prefix.Length
            ? (field, column[prefix.Length..], index)
            : null;
    }

    private static string Prefix(FieldShape field) => field.Name.TrimEnd('s') + ":";

    private static bool? Flag(string cell) =>
        cell.ToUpperInvariant() switch
        {
            "TRUE" or "YES" or "1" => true,
            "FALSE" or "NO" or "0" => false,
            _ => null,
        };

    public static IEnumerable<string> Split(string cell)
    {
        var item = new StringBuilder();
        for (var index = 0; index < cell.Length; index++)
        {
            if (cell[index] == '\\' && index + 1 < cell.Length && cell[index + 1] is '|' or '\\')
            {
                item.Append(cell[++index]);
            }
            else if (cell[index] == '|')
            {
                yield return item.ToString();
                item.Clear();
            }
            else
            {
                item.Append(cell[index]);
            }
        }

        yield return item.ToString();
    }
}
