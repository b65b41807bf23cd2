using ClickFunnels.Sync.DuckDb;
using ClickFunnels.Sync.Parquet;
using ClickFunnels.Sync.PostgreSql;

namespace ClickFunnels.Sync.Tests.Sinks;

/// <summary>Creates sinks from arguments, so that a test and the processes that it starts create the same.</summary>
internal static class SinkPrograms
{
    public static SyncSink Create(string[] arguments) =>
        arguments switch
        {
            ["sqlite", var path] => new SqliteSink(path),
            ["duckdb", var path] => new DuckDbSink(path) { MemoryLimit = 64 },
            ["postgresql", var connection, var schema] => new PostgreSqlSink(
                connection,
                new PostgreSqlSinkOptions { Schema = schema, RetryDelay = TimeSpan.FromMilliseconds(1) }
            ),
            ["csv", var folder] => new CsvSink(folder),
            ["jsonl", var folder] => new JsonLinesSink(folder),
            ["parquet", var folder] => new ParquetSink(folder, new ParquetSinkOptions { RowsPerPart = 50 }),
            _ => throw new ArgumentException("Unknown sink: " + string.Join(' ', arguments), nameof(arguments)),
        };
}
