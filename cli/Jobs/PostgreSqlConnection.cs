using ClickFunnels.Cli.Operations;
using ClickFunnels.Cli.Running;
using Npgsql;

namespace ClickFunnels.Cli.Jobs;

/// <summary>
/// The connection string of PostgreSQL: a file, a variable, or the variables of PostgreSQL itself. It is never an argument, because every
/// user of the machine can read the arguments of a process.
/// </summary>
internal static class PostgreSqlConnection
{
    private const string Variable = "CLICKFUNNELS_SYNC_CONNECTION";
    private const int MaximumBytes = 64 * 1024;

    public static async Task<string> ReadAsync(CommandRun run, string? file, CancellationToken cancellationToken)
    {
        if (file is not null)
        {
            return await FromFileAsync(file, cancellationToken);
        }

        if (run.Host.Variable(Variable) is { Length: > 0 } given)
        {
            return given;
        }

        return FromPostgreSqlVariables(run.Host.Variable);
    }

    private static async Task<string> FromFileAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read);
            var text = InputText.Decode(await InputText.ReadAsync(stream, MaximumBytes, file, cancellationToken), file).Trim();
            return text.Length > 0 ? text : throw CliException.Input($"{file} is empty. Expected a connection string.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.Input($"The connection file {file} cannot be read. Check its path and permissions.", exception);
        }
    }

    // The driver itself reads the password from ~/.pgpass (PGPASSFILE), and the certificates from PGSSLCERT, PGSSLKEY and PGSSLROOTCERT.
    private static string FromPostgreSqlVariables(Func<string, string?> variable)
    {
        if (variable("PGHOST") is not { Length: > 0 } host)
        {
            throw CliException.Account(
                $"The connection to PostgreSQL is not known: add --connection-file, or set {Variable} or PGHOST, PGDATABASE and PGUSER."
            );
        }

        var connection = new NpgsqlConnectionStringBuilder { Host = host };
        if (variable("PGPORT") is { Length: > 0 } port)
        {
            connection.Port =
                int.TryParse(port, out var number) && number is > 0 and < 65536
                    ? number
                    : throw CliException.Account("PGPORT must be a port, such as 5432.");
        }

        connection.Database = NotEmpty(variable("PGDATABASE"));
        connection.Username = NotEmpty(variable("PGUSER"));
        connection.Password = NotEmpty(variable("PGPASSWORD"));
        connection.Passfile = NotEmpty(variable("PGPASSFILE"));
        if (variable("PGSSLMODE") is { Length: > 0 } mode)
        {
            connection.SslMode = Enum.TryParse<SslMode>(mode.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var parsed)
                ? parsed
                : throw CliException.Account("PGSSLMODE must be disable, allow, prefer, require, verify-ca or verify-full.");
        }

        return connection.ConnectionString;
    }

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
