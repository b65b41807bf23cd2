using System.Collections.Concurrent;
using Npgsql;

namespace ClickFunnels.AspNetCore.Tests.Support;

/// <summary>Queries of tests on their PostgreSQL server.</summary>
internal static class PostgreSqlQueries
{
    private static readonly ConcurrentDictionary<string, NpgsqlDataSource> Sources = new(StringComparer.Ordinal);

    extension(PostgreSqlServer server)
    {
        public NpgsqlDataSource Source => Sources.GetOrAdd(server.ConnectionString, NpgsqlDataSource.Create);

        public async Task<long> CountAsync(string sql)
        {
            await using var command = server.Source.CreateCommand(sql);
            return (long)(await command.ExecuteScalarAsync())!;
        }

        public async Task ExecuteAsync(string sql)
        {
            await using var command = server.Source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Closes all connections.</summary>
    public static async Task CloseAsync()
    {
        foreach (var source in Sources.Values)
        {
            await source.DisposeAsync();
        }
    }
}
