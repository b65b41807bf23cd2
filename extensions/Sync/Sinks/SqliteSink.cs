using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace ClickFunnels.Sync;

/// <summary>Stores rows and state in a SQLite file.</summary>
/// <param name="path">Path of the file. It is created with its folder if it does not exist.</param>
/// <exception cref="ArgumentException">The path is empty or not valid.</exception>
public sealed class SqliteSink(string path) : FileDatabaseSink(path, new SqliteDialect())
{
    /// <summary>
    /// True to write every commit to the disk before it returns, so that it survives a loss of power. False, the default, survives the end
    /// of the process at any moment; a loss of power may undo the last commits, as a whole and in order.
    /// </summary>
    public bool FlushToDisk { get; init; }

    /// <inheritdoc />
    public override string Name => $"SQLite {Path.GetFileName(FilePath)}";

    /// <inheritdoc />
    protected override DbConnection Connect(string path) =>
        new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());

    /// <inheritdoc />
    protected override async Task SetUpAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await ExecuteAsync(connection, "pragma journal_mode = wal", cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, $"pragma synchronous = {(FlushToDisk ? "full" : "normal")}", cancellationToken)
            .ConfigureAwait(false);
    }

    /// <inheritdoc />
    protected override DbTransaction Begin(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: false);

    /// <inheritdoc />
    protected override string? Describe(Exception failure) =>
        failure switch
        {
            SqliteException { SqliteErrorCode: 5 or 6 } => "the file is locked by another process. Close what uses it.",
            SqliteException { SqliteErrorCode: 8 } => "the file is read-only. Check its permissions and those of its folder.",
            SqliteException { SqliteErrorCode: 13 } => "the disk is full.",
            SqliteException { SqliteErrorCode: 14 } => "the file cannot be opened. Check the path and the permissions of its folder.",
            SqliteException { SqliteErrorCode: 11 or 26 } => "the file is damaged or not a SQLite database. Use another file.",
            SqliteException { SqliteExtendedErrorCode: var code } => string.Create(
                CultureInfo.InvariantCulture,
                $"SQLite failed with the result code {code}."
            ),
            IOException or UnauthorizedAccessException => "the folder of the file cannot be created. Check the path and its permissions.",
            _ => null,
        };

    /// <inheritdoc />
    protected override async Task UpsertAsync(DbConnection connection, RowBatch rows, CancellationToken cancellationToken)
    {
        var command = (SqliteCommand)connection.CreateCommand();
        await using (command.ConfigureAwait(false))
        {
            var parameters = rows
                .Table.AllColumns.Select((_, index) => command.Parameters.Add(new SqliteParameter(Dialect.ParameterName(index + 1), null)))
                .ToArray();
#pragma warning disable CA2100 // The names are quoted.
            command.CommandText = UpsertStatement(
                rows.Table,
                $"values ({string.Join(", ", parameters.Select(static parameter => parameter.ParameterName))})"
            );
#pragma warning restore CA2100
            foreach (var values in rows.ReadValues())
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (var index = 0; index < parameters.Length; index++)
                {
                    parameters[index].Value = values[index] ?? DBNull.Value;
                }

                // SQLite has no asynchronous calls.
                command.ExecuteNonQuery();
            }
        }
    }
}
