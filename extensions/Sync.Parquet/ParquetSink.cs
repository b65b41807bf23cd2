using System.Globalization;
using ClickFunnels.Sync.Files;

namespace ClickFunnels.Sync.Parquet;

/// <summary>
/// Exports into Parquet files: a folder for each table with parts, such as <c>contacts/part-000001.parquet</c>.
/// </summary>
/// <remarks>
/// <para>
/// Rows are collected in a log in the subfolder <c>_sink</c> until they make a part; <see cref="FileSink.CompleteAsync" /> and
/// <see cref="FileSink.DisposeAsync" /> write what is left. A commit is durable at once, and after a kill the next sink goes on with the
/// log.
/// </para>
/// <para>
/// A part has the columns that the table had when it was written. Columns are only added and keep their types, so a reader can merge the
/// parts by name, such as DuckDB with <c>read_parquet('contacts/*.parquet', union_by_name = true)</c>.
/// </para>
/// <para>
/// Decimal numbers are DECIMAL(28, 10), times are timestamps in UTC with microseconds, and JSON is text. Numbers with more digits, times
/// with
/// parts of microseconds and texts that UTF-8 cannot represent (unpaired surrogates) go to <see cref="SyncTable.ExtraColumn" />, without a
/// loss of digits. <see cref="SyncTable.SyncedAtColumn" /> is cut to microseconds.
/// </para>
/// </remarks>
public sealed class ParquetSink : FileSink
{
    private const int MaxRowsPerPart = 10_000_000;

    // Rows may be long. A part must not take long to write, nor its log much space.
    private const long MaxLogBytes = 256 << 20;
    private readonly int _rowsPerPart;
    private readonly Dictionary<string, long> _loggedRows = [];

    /// <summary>Creates a sink.</summary>
    /// <param name="folder">The folder. It is created by <see cref="SyncSink.OpenAsync" /> if it does not exist.</param>
    /// <param name="options">The settings; null for the defaults.</param>
    /// <exception cref="ArgumentException">
    /// The folder is empty or not a path, or <see cref="ParquetSinkOptions.RowsPerPart" /> is out of range.
    /// </exception>
    public ParquetSink(string folder, ParquetSinkOptions? options = null)
        : base(folder, options)
    {
        _rowsPerPart = (options ?? new ParquetSinkOptions()).RowsPerPart;
        if (_rowsPerPart is < 1 or > MaxRowsPerPart)
        {
            throw new ArgumentOutOfRangeException(
                nameof(options),
                $"{nameof(ParquetSinkOptions.RowsPerPart)} is {_rowsPerPart}. It can be 1 to {MaxRowsPerPart}."
            );
        }
    }

    internal override string Kind => "Parquet";

    internal override bool CanStore(SyncColumn column, object value) =>
        value switch
        {
            decimal number => ParquetNumbers.CanStore(number),
            DateTimeOffset time => ParquetNumbers.CanStore(time),
            string text => StorableJson.IsWellFormed(text),
            _ => true,
        };

    internal override void Check(FileStore store)
    {
        foreach (var table in store.State.Tables.Values)
        {
            var log = LogPath(store, table);
            if (store.Has(log))
            {
                using var file = File.OpenRead(store.PathOf(log));
                _loggedRows[table.Name] = RowLog.Count(file, store.LengthOf(log));
            }
        }
    }

    internal override string? PathOf(FileTable table) => null;

    internal override Task ChangeAsync(FileTransaction transaction, FileTable table, FileTable? before, long length)
    {
        if (before is null)
        {
            // So that a folder with files of somebody else is refused at once.
            transaction.Announce(PartPath(table, 1));
        }

        return Task.CompletedTask;
    }

    internal override async Task WriteAsync(
        FileStore store,
        FileTransaction transaction,
        FileTable table,
        long workspace,
        TableChanges changes
    )
    {
        var row = new FileRow(table, changes.Table, CanStore);
        await transaction
            .AppendAsync(
                LogPath(store, table),
                file =>
                {
                    RowLog.Write(file, workspace, changes.Upserts, row);
                    return Task.CompletedTask;
                }
            )
            .ConfigureAwait(false);
    }

    internal override void Written(FileTable table, int rows) => _loggedRows[table.Name] = _loggedRows.GetValueOrDefault(table.Name) + rows;

    internal override async Task BeforeCommitAsync(FileStore store)
    {
        foreach (var (name, rows) in _loggedRows.ToList())
        {
            var table = store.State.Tables[name];
            if (rows >= _rowsPerPart || store.LengthOf(LogPath(store, table)) >= MaxLogBytes)
            {
                await WritePartAsync(store, table).ConfigureAwait(false);
            }
        }
    }

    internal override async Task<bool> FinishAsync(FileStore store)
    {
        foreach (var name in _loggedRows.Keys.ToList())
        {
            await WritePartAsync(store, store.State.Tables[name]).ConfigureAwait(false);
        }

        return true;
    }

    // A log has the number of the part that it becomes.
    private static int NextPart(FileStore store, FileTable table)
    {
        var number = 1;
        while (store.LengthOf(PartPath(table, number)) > 0)
        {
            number++;
        }

        return number;
    }

    private static string PartPath(FileTable table, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{table.FileName}/part-{number:d6}.parquet");

    private static string LogPath(FileStore store, FileTable table) =>
        string.Create(CultureInfo.InvariantCulture, $"{FileStore.OwnFolder}/{table.FileName}-{NextPart(store, table):d6}.rows");

    private async Task WritePartAsync(FileStore store, FileTable table)
    {
        var part = PartPath(table, NextPart(store, table));
        var log = LogPath(store, table);
        await ChangeAsync(
                store,
                transaction =>
                {
                    transaction.Announce(part);
                    return Task.CompletedTask;
                }
            )
            .ConfigureAwait(false);
        try
        {
            await ChangeAsync(store, transaction => WritePartAsync(store, transaction, table, part, log)).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not (SyncSinkException or IOException or UnauthorizedAccessException))
        {
            throw new SyncSinkException($"The file {part} cannot be written.", exception);
        }

        _loggedRows.Remove(table.Name);
    }

    private static async Task WritePartAsync(FileStore store, FileTransaction transaction, FileTable table, string part, string log)
    {
        var rows = new FileStream(store.PathOf(log), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        await using (rows.ConfigureAwait(false))
        {
            await transaction
                .AppendAsync(part, file => ParquetPart.WriteAsync(table, RowLog.Read(rows, store.LengthOf(log)), file))
                .ConfigureAwait(false);
        }

        transaction.Delete(log);
    }
}
