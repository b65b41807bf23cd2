using System.Buffers;
using System.Data.Common;
using System.Globalization;
using DuckDB.NET.Data;

namespace ClickFunnels.Sync.DuckDb;

/// <summary>Stores rows and state in a DuckDB file. DuckDB lets one process at a time open a file.</summary>
/// <param name="path">Path of the file. It is created with its folder if it does not exist.</param>
/// <exception cref="ArgumentException">The path is empty or not valid.</exception>
public sealed class DuckDbSink(string path) : FileDatabaseSink(path, new DuckDbDialect())
{
    private static readonly SearchValues<char> KindLetters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz ");

    /// <summary>
    /// The memory in megabytes that DuckDB may take for its buffers, 64 to 1,048,576; 128 by default. The keys of all rows, about 20 bytes
    /// each, should fit.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MemoryLimit
    {
        get;
        init =>
            field = value is >= 64 and <= 1_048_576
                ? value
                : throw new ArgumentOutOfRangeException(nameof(value), value, "MemoryLimit must be from 64 to 1,048,576 megabytes.");
    } = 128;

    /// <inheritdoc />
    public override string Name => $"DuckDB {Path.GetFileName(FilePath)}";

    /// <inheritdoc />
    protected override DbConnection Connect(string path) =>
        new DuckDBConnection(new DuckDBConnectionStringBuilder { DataSource = path }.ToString());

    /// <inheritdoc />
    protected override async Task SetUpAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        string[] settings =
        [
            string.Create(CultureInfo.InvariantCulture, $"set memory_limit = '{MemoryLimit}MiB'"),
            // Rows are written by one thread, and each thread of DuckDB takes buffers.
            "set threads = 1",
            // Extensions come from the internet. What the sink needs is part of the library.
            "set autoinstall_known_extensions = false",
        ];
        foreach (var setting in settings)
        {
            await ExecuteAsync(connection, setting, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    protected override string? Describe(Exception failure) =>
        failure switch
        {
            DuckDBException duckDb => Kind(duckDb.Message) switch
            {
                "IO" =>
                    "the file cannot be read or written. Check the path and its permissions, and that no other process has the file open.",
                "Out of Memory" => "the memory does not suffice. Set MemoryLimit to a higher number.",
                { } kind => $"DuckDB failed with an error of the kind {kind}.",
                _ => "DuckDB failed with an error of unknown kind.",
            },
            DllNotFoundException or BadImageFormatException or TypeInitializationException { InnerException: DllNotFoundException } =>
                "the library of DuckDB cannot be loaded. It exists for x64 and arm64 on Linux (glibc), macOS and Windows.",
            IOException or UnauthorizedAccessException => "the folder of the file cannot be created. Check the path and its permissions.",
            _ => null,
        };

    /// <inheritdoc />
    protected override async Task UpsertAsync(DbConnection connection, RowBatch rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var duckDb = (DuckDBConnection)connection;
        if (await IsFreeAsync(connection, rows, cancellationToken).ConfigureAwait(false))
        {
            // An appender takes the columns in the order of the table.
            var order = await ListAsync(connection, Dialect.ListColumns, cancellationToken, rows.Table.StoredName).ConfigureAwait(false);
            var positions = rows
                .Table.AllColumns.Index()
                .ToDictionary(static column => column.Item.StoredName, static column => column.Index);
            using var appender = duckDb.CreateAppender(rows.Table.StoredName);
            Append(appender, rows, [.. order.Select(name => positions.GetValueOrDefault(name, -1))], cancellationToken);
            return;
        }

        const string Staging = "_sync_rows";
        var columns = ColumnList(rows.Table);
        await ExecuteAsync(
                connection,
                $"create or replace temporary table {Staging} as select {columns} from {Dialect.QuoteTable(rows.Table.StoredName)} limit 0",
                cancellationToken
            )
            .ConfigureAwait(false);
        using (var appender = duckDb.CreateAppender("temp", "main", Staging))
        {
            Append(appender, rows, [.. Enumerable.Range(0, rows.Table.AllColumns.Count)], cancellationToken);
        }

        await ExecuteAsync(connection, UpsertStatement(rows.Table, $"select {columns} from temp.main.{Staging}"), cancellationToken)
            .ConfigureAwait(false);
        await ExecuteAsync(connection, $"drop table temp.main.{Staging}", cancellationToken).ConfigureAwait(false);
    }

    // A message begins with its kind, such as "IO Error: ". The rest may quote values.
    private static string? Kind(string message)
    {
        const string Opening = "DuckDBOpen failed: ";
        var text = message.StartsWith(Opening, StringComparison.Ordinal) ? message[Opening.Length..] : message;
        return
            text.IndexOf(" Error:", StringComparison.Ordinal) is > 0 and < 40 and var end
            && text.AsSpan(0, end).IndexOfAnyExcept(KindLetters) < 0
            ? text[..end]
            : null;
    }

    private static void Append(DuckDBAppender appender, RowBatch rows, int[] positions, CancellationToken cancellationToken)
    {
        foreach (var values in rows.ReadValues())
        {
            cancellationToken.ThrowIfCancellationRequested();
            var row = appender.CreateRow();
            foreach (var position in positions)
            {
                if (position < 0)
                {
                    row.AppendDefault();
                }
                else
                {
                    Append(row, values[position]);
                }
            }

            row.EndRow();
        }

        appender.Close();
    }

    private static void Append(IDuckDBAppenderRow row, object? value) =>
        _ = value switch
        {
            null => row.AppendNullValue(),
            long number => row.AppendValue((long?)number),
            decimal number => row.AppendValue((decimal?)number),
            bool yes => row.AppendValue((bool?)yes),
            DateTimeOffset time => row.AppendValue((DateTimeOffset?)time),
            _ => row.AppendValue((string)value),
        };
}
