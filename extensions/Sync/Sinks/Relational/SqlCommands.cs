using System.Data.Common;

namespace ClickFunnels.Sync;

/// <summary>Runs statements with the parameters <c>$1</c>, <c>$2</c> and so on.</summary>
internal static class SqlCommands
{
    public static async Task ExecuteAsync(
        this SqlDialect dialect,
        DbConnection connection,
        string statement,
        CancellationToken cancellationToken,
        params object[] parameters
    )
    {
        var command = Create(dialect, connection, statement, parameters);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public static async Task<List<T>> QueryAsync<T>(
        this SqlDialect dialect,
        DbConnection connection,
        string query,
        Func<DbDataReader, T> read,
        CancellationToken cancellationToken,
        params object[] parameters
    )
    {
        var rows = new List<T>();
        var command = Create(dialect, connection, query, parameters);
        await using (command.ConfigureAwait(false))
        {
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }
            }
        }

        return rows;
    }

    private static DbCommand Create(SqlDialect dialect, DbConnection connection, string statement, object[] parameters)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Names are quoted, and values are parameters.
        command.CommandText = statement;
#pragma warning restore CA2100
        for (var index = 0; index < parameters.Length; index++)
        {
            var parameter = command.CreateParameter();
            if (dialect.ParameterName(index + 1) is { } name)
            {
                parameter.ParameterName = name;
            }

            parameter.Value = parameters[index];
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
