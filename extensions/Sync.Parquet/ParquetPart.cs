using ClickFunnels.Sync.Files;
using Parquet;
using Parquet.Schema;

namespace ClickFunnels.Sync.Parquet;

/// <summary>Writes a Parquet file. Memory is bounded by the size of a row group.</summary>
internal static class ParquetPart
{
    private const int MaxGroupRows = 20_000;
    private const long MaxGroupBytes = 8 << 20;

    public static async Task WriteAsync(FileTable table, IEnumerable<LoggedRow> rows, Stream file)
    {
        var columns = Columns(table);
        var writer = await ParquetWriter
            .CreateAsync(new ParquetSchema(columns.Select(static column => column.Field)), file)
            .ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            var count = 0;
            long bytes = 0;
            foreach (var row in rows)
            {
                Add(columns, table, row);
                bytes += row.Size;
                if (++count == MaxGroupRows || bytes >= MaxGroupBytes)
                {
                    await WriteGroupAsync(writer, columns).ConfigureAwait(false);
                    count = 0;
                    bytes = 0;
                }
            }

            if (count > 0)
            {
                await WriteGroupAsync(writer, columns).ConfigureAwait(false);
            }
        }
    }

    private static List<PartColumn> Columns(FileTable table) =>
        [
            PartColumn.Of(SyncTable.WorkspaceColumn, SyncColumnType.WholeNumber),
            PartColumn.Of(SyncTable.IdColumn, SyncColumnType.WholeNumber),
            PartColumn.Of(SyncTable.ParentColumn, SyncColumnType.WholeNumber),
            .. table.FileColumns.Select(static column => PartColumn.Of(column.Name, column.Type)),
            PartColumn.Of(SyncTable.ExtraColumn, SyncColumnType.Json),
            PartColumn.Of(SyncTable.DigestColumn, SyncColumnType.WholeNumber),
            PartColumn.Of(SyncTable.SyncedAtColumn, SyncColumnType.Timestamp),
            PartColumn.Of(SyncTable.DeletedAtColumn, SyncColumnType.Timestamp),
        ];

    private static void Add(List<PartColumn> columns, FileTable table, LoggedRow row)
    {
        columns[0].Add(row.Workspace);
        columns[1].Add(row.Id);
        columns[2].Add(row.Parent);
        var next = 3;
        for (var index = 0; index < table.Columns.Count; index++)
        {
            if (table.HasColumn[index])
            {
                columns[next++].Add(index < row.Values.Length ? row.Values[index] : null);
            }
        }

        columns[next++].Add(row.Extra);
        columns[next++].Add(row.Digest);
        columns[next++].Add(row.SyncedAt);
        columns[next].Add(null);
    }

    private static async Task WriteGroupAsync(ParquetWriter writer, List<PartColumn> columns)
    {
        using var group = writer.CreateRowGroup();
        foreach (var column in columns)
        {
            await column.WriteAsync(group).ConfigureAwait(false);
        }

        group.CompleteValidate();
    }
}
