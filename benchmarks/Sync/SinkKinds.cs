using ClickFunnels.Sync;
using ClickFunnels.Sync.DuckDb;
using ClickFunnels.Sync.Parquet;
using ClickFunnels.Sync.PostgreSql;

namespace ClickFunnels.Benchmarks.Sync;

/// <summary>The sinks that are compared.</summary>
internal static class SinkKinds
{
    /// <summary>Creates each sink by its name. The place is a folder, or for PostgreSQL a connection string.</summary>
    public static readonly IReadOnlyDictionary<string, Func<string, SyncSink>> All = new SortedDictionary<string, Func<string, SyncSink>>(
        StringComparer.Ordinal
    )
    {
        ["sqlite"] = static folder => new SqliteSink(Path.Combine(folder, "warehouse.db")),
        ["duckdb"] = static folder => new DuckDbSink(Path.Combine(folder, "warehouse.duckdb")),
        ["csv"] = static folder => new CsvSink(folder),
        ["jsonl"] = static folder => new JsonLinesSink(folder),
        ["parquet"] = static folder => new ParquetSink(folder),
        [PostgreSql] = static connection => new PostgreSqlSink(connection),
    };

    /// <summary>The sink that needs a server.</summary>
    public const string PostgreSql = "postgresql";
}
