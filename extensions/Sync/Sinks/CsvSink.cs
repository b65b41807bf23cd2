using System.Buffers;
using System.Text;
using ClickFunnels.Sync.Files;
using CsvHelper;

namespace ClickFunnels.Sync;

/// <summary>
/// Exports into CSV (RFC 4180, UTF-8): a file for each table, such as <c>contacts.csv</c>, with a header.
/// </summary>
/// <remarks>
/// <para>
/// Numbers have a point and no separators, times are ISO 8601 in UTC, nested records are JSON, and texts may contain line breaks, in
/// quotes.
/// A missing value has nothing between its commas, and an empty text is <c>""</c>; see <see cref="CsvSinkOptions.NullText" />.
/// </para>
/// <para>
/// When a table gets new columns, its file is rewritten: all rows have the columns of the header. Texts that CSV in UTF-8 cannot represent
/// (the letter U+0000, which many readers take for an end, and unpaired surrogates) go to <see cref="SyncTable.ExtraColumn" />.
/// </para>
/// </remarks>
public sealed class CsvSink : FileSink
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");
    private static readonly string[] First = [SyncTable.WorkspaceColumn, SyncTable.IdColumn, SyncTable.ParentColumn];
    private static readonly string[] Last =
    [
        SyncTable.ExtraColumn,
        SyncTable.DigestColumn,
        SyncTable.SyncedAtColumn,
        SyncTable.DeletedAtColumn,
    ];

    private readonly bool _byteOrderMark;
    private readonly string _nullText;
    private readonly bool _guardFormulas;

    /// <summary>Creates a sink.</summary>
    /// <param name="folder">The folder. It is created by <see cref="SyncSink.OpenAsync" /> if it does not exist.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The folder is empty or not a path, or <see cref="CsvSinkOptions.NullText" /> has a comma, a quote, a line break, a space at an end
    /// or
    /// more than 20 characters.
    /// </exception>
    public CsvSink(string folder, CsvSinkOptions? options = null)
        : base(folder, options)
    {
        _byteOrderMark = options?.ByteOrderMark ?? false;
        _nullText = options?.NullText ?? "";
        _guardFormulas = options?.GuardFormulas ?? false;
        if (_nullText.Length > 20 || NeedsQuotes(_nullText) || !CanStore(_nullText))
        {
            throw new ArgumentException(
                $"{nameof(CsvSinkOptions.NullText)} has a comma, a quote, a line break, a space at an end or more than 20 "
                    + $"characters. Use a "
                    + "short text such as NULL.",
                nameof(options)
            );
        }
    }

    internal override string Kind => "CSV";

    internal override string Settings =>
        $"{nameof(CsvSinkOptions.ByteOrderMark)}={_byteOrderMark}, {nameof(CsvSinkOptions.NullText)}={_nullText}, "
        + $"{nameof(CsvSinkOptions.GuardFormulas)}={_guardFormulas}";

    internal override bool CanName(string column) => CanStore(column);

    internal override bool CanStore(SyncColumn column, object value) =>
        value is not string text || (CanStore(text) && (_nullText.Length == 0 || text != _nullText));

    internal override void Check(FileStore store)
    {
        foreach (var table in store.State.Tables.Values)
        {
            var header = Header(table);
            if (store.LengthOf(PathOf(table)) == 0)
            {
                continue;
            }

            using var file = File.OpenRead(store.PathOf(PathOf(table)));
            var start = new byte[header.Length];
            if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan().SequenceEqual(header))
            {
                throw new SyncSinkException(
                    $"The file {PathOf(table)} does not have the header that the sink wrote: another program changed it. Restore "
                        + $"the folder "
                        + "from a backup, or export into an empty folder."
                );
            }
        }
    }

    internal override string PathOf(FileTable table) => $"{table.FileName}.csv";

    internal override Task ChangeAsync(FileTransaction transaction, FileTable table, FileTable? before, long length)
    {
        if (length == 0)
        {
            return transaction.AppendAsync(PathOf(table), file => file.WriteAsync(Header(table)).AsTask());
        }

        var added = table.FileColumns.Skip(before!.FileColumns.Count()).Select(static column => column.Name).ToList();
        if (added.Count == 0)
        {
            return Task.CompletedTask;
        }

        var columns = new CsvTableColumns(
            First.Length + before.FileColumns.Count(),
            [.. ","u8, .. Line(added.Select(Guard))],
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("," + _nullText, added.Count)))
        );
        transaction.Replace(PathOf(table), columns.Insert);
        return Task.CompletedTask;
    }

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
                using var csv = Writer(file);
                var row = new FileRow(table, changes.Table, CanStore);
                foreach (var upsert in changes.Upserts)
                {
                    row.Read(upsert);
                    Write(csv, table, workspace, upsert, row);
                }

                csv.Flush();
                return Task.CompletedTask;
            }
        );

    private static bool CanStore(string text) => !text.Contains('\0') && StorableJson.IsWellFormed(text);

    private static CsvWriter Writer(Stream stream) => CsvWriter.Create(stream, CsvWriterOptions.Default, leaveOpen: true);

    private byte[] Header(FileTable table)
    {
        var names = First.Concat(table.FileColumns.Select(column => Guard(column.Name))).Concat(Last);
        return [.. _byteOrderMark ? Encoding.UTF8.Preamble : [], .. Line(names), .. "\r\n"u8];
    }

    private static byte[] Line(IEnumerable<string> fields)
    {
        var text = new MemoryStream();
        using var csv = Writer(text);
        foreach (var field in fields)
        {
            csv.WriteField(field, CsvQuoting.WhenNeededOrWhitespace);
        }

        csv.EndRecord();
        csv.Flush();
        return text.ToArray()[..^2];
    }

    private void Write(CsvWriter csv, FileTable table, long workspace, SyncRow source, FileRow row)
    {
        WriteField(csv, workspace, isText: false);
        WriteField(csv, source.Id, isText: false);
        WriteField(csv, source.Parent, isText: false);
        for (var index = 0; index < row.Values.Length; index++)
        {
            if (table.HasColumn[index])
            {
                WriteField(csv, row.Values[index], table.Columns[index].Type != SyncColumnType.Json);
            }
        }

        WriteField(csv, row.Extra, isText: false);
        WriteField(csv, source.Digest, isText: false);
        WriteField(csv, source.SyncedAt, isText: false);
        WriteField(csv, null, isText: false);
        csv.EndRecord();
    }

    private void WriteField(CsvWriter csv, object? value, bool isText)
    {
        switch (value)
        {
            case null:
                csv.WriteField(_nullText);
                break;
            case string text:
                text = isText ? Guard(text) : GuardJson(text);
                csv.WriteField(text, text.Length == 0 ? CsvQuoting.Always : CsvQuoting.WhenNeededOrWhitespace);
                break;
            case bool flag:
                csv.WriteField(flag ? "true" : "false");
                break;
            case DateTimeOffset time:
                csv.WriteField(FileJson.Time(time));
                break;
            case long number:
                csv.WriteField(number);
                break;
            default:
                csv.WriteField((decimal)value);
                break;
        }
    }

    private static bool NeedsQuotes(string text) =>
        text.Length > 0 && (text[0] == ' ' || text[^1] == ' ' || text.AsSpan().ContainsAny(Special));

    private string Guard(string text) =>
        _guardFormulas && text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠'
            ? "'" + text
            : text;

    // A number in JSON may begin with a minus sign and is not a formula.
    private string GuardJson(string json) => _guardFormulas && StorableJson.Normalize(json) is not null ? json : Guard(json);
}
