using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Migration.Formats;

namespace ClickFunnels.Migration.Files;

/// <summary>Reads a CSV file whose rows are records.</summary>
internal static class CsvRecordReader
{
    public static async IAsyncEnumerable<SourceRow> ReadAsync(
        Stream stream,
        RecordShape shape,
        string file,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var json = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(json, RecordJson.Writer);
        CsvColumns? columns = null;
        await foreach (var row in CsvRows.ReadAsync(stream, file, cancellationToken).ConfigureAwait(false))
        {
            if (columns is null)
            {
                columns = CsvColumns.Find(shape, row.Cells, static _ => false, [], file);
            }
            else if (Check(row, columns.Count) is { } problem)
            {
                yield return Invalid(row.Line, null, [row.Cells], problem);
            }
            else
            {
                json.ResetWrittenCount();
                writer.Reset();
                writer.WriteStartObject();
                columns.Write(writer, row.Cells);
                writer.WriteEndObject();
                writer.Flush();
                yield return new SourceRow(row.Line, json.WrittenMemory);
            }
        }
    }

    /// <summary>Checks a row that has not been taken apart yet.</summary>
    public static RecordProblem? Check(CsvRow row, int columns) =>
        row.Cells.Length != columns
            ? new RecordProblem(
                null,
                $"The row has {row.Cells.Length} values, and the header has {columns}. Put values with a separator or a line break "
                    + "in quotes."
            )
        : row.IsBad ? new RecordProblem(null, "A quote is in the middle of a value. Put the value in quotes, and double the quote.")
        : null;

    /// <summary>
    /// Creates a row that is not a record. Its values stay in a field that does not exist, so it stays rejected until it is corrected.
    /// </summary>
    public static SourceRow Invalid(int line, string? key, IEnumerable<string[]> rows, RecordProblem problem)
    {
        var content = new JsonObject();
        if (key is not null)
        {
            content["key"] = key;
        }

        content["rows"] = new JsonArray([.. rows.Select(static cells => new JsonArray([.. cells.Select(static cell => (JsonNode)cell)]))]);
        return new SourceRow(
            line,
            JsonSerializer.SerializeToUtf8Bytes(content, RecordJson.TypeOf<JsonObject>(RecordJson.Compact)),
            problem
        );
    }
}
