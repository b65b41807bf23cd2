using System.Globalization;
using System.Text;
using ClickFunnels.Sync.Files;

namespace ClickFunnels.Sync;

/// <summary>
/// Exports into JSON Lines: a file for each table, such as <c>contacts.jsonl</c>, with one JSON object for each row.
/// </summary>
/// <remarks>
/// Values are fields by the names of their columns; a missing value has no field. Numbers keep their digits, times are ISO 8601 in UTC, and
/// nested records are nested JSON. A text of the type <see cref="SyncColumnType.Json" /> that is not JSON goes to
/// <see cref="SyncTable.ExtraColumn" /> as text. A letter that Unicode does not allow alone (an unpaired surrogate) is written as an
/// escape.
/// </remarks>
public sealed class JsonLinesSink : FileSink
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Creates a sink.</summary>
    /// <param name="folder">The folder. It is created by <see cref="SyncSink.OpenAsync" /> if it does not exist.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">The folder is empty or not a path.</exception>
    public JsonLinesSink(string folder, FileSinkOptions? options = null)
        : base(folder, options) { }

    internal override string Kind => "JSON Lines";

    internal override bool CanStore(SyncColumn column, object value) =>
        column.Type != SyncColumnType.Json || StorableJson.Normalize((string)value) is not null;

    internal override string PathOf(FileTable table) => $"{table.FileName}.jsonl";

    internal override Task ChangeAsync(FileTransaction transaction, FileTable table, FileTable? before, long length) =>
        // Creates the file of a table without rows.
        length > 0
            ? Task.CompletedTask
            : transaction.AppendAsync(PathOf(table), static _ => Task.CompletedTask);

    internal override Task WriteAsync(
        FileStore store,
        FileTransaction transaction,
        FileTable table,
        long workspace,
        TableChanges changes
    ) =>
        transaction.AppendAsync(
            PathOf(table),
            file =>
            {
                var row = new FileRow(table, changes.Table, CanStore);
                using var writer = new StreamWriter(file, Utf8, 1 << 16, leaveOpen: true);
                foreach (var upsert in changes.Upserts)
                {
                    row.Read(upsert);
                    Write(writer, table, workspace, upsert, row);
                }

                return Task.CompletedTask;
            }
        );

    private static void Write(StreamWriter writer, FileTable table, long workspace, SyncRow source, FileRow row)
    {
        writer.Write(string.Create(CultureInfo.InvariantCulture, $"{{\"{SyncTable.WorkspaceColumn}\":{workspace}"));
        writer.Write(string.Create(CultureInfo.InvariantCulture, $",\"{SyncTable.IdColumn}\":{source.Id}"));
        if (source.Parent is { } parent)
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $",\"{SyncTable.ParentColumn}\":{parent}"));
        }

        for (var index = 0; index < row.Values.Length; index++)
        {
            if (row.Values[index] is { } value)
            {
                writer.Write(',');
                JsonText.WriteString(writer, table.Columns[index].Name);
                writer.Write(':');
                Write(writer, table.Columns[index].Type, value);
            }
        }

        if (row.Extra is { } extra)
        {
            writer.Write($",\"{SyncTable.ExtraColumn}\":");
            writer.Write(JsonText.Compact(extra));
        }

        writer.Write(string.Create(CultureInfo.InvariantCulture, $",\"{SyncTable.DigestColumn}\":{source.Digest}"));
        writer.Write($",\"{SyncTable.SyncedAtColumn}\":\"{JsonText.Time(source.SyncedAt)}\"}}\n");
    }

    private static void Write(StreamWriter writer, SyncColumnType type, object value)
    {
        switch (value)
        {
            case bool flag:
                writer.Write(flag ? "true" : "false");
                break;
            case DateTimeOffset time:
                JsonText.WriteString(writer, JsonText.Time(time));
                break;
            case string json when type == SyncColumnType.Json:
                writer.Write(JsonText.Compact(json));
                break;
            case string text:
                JsonText.WriteString(writer, text);
                break;
            default:
                writer.Write(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
                break;
        }
    }
}
