namespace Warehouse;

/// <summary>A private Redis and a private PostgreSQL on loopback, in a temporary folder.</summary>
internal sealed class Servers : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly Stack<ServerProcess> _processes = new();

    private Servers(DirectoryInfo folder) => _folder = folder;

    /// <summary>The connection of Redis.</summary>
    public string Redis { get; private set; } = "";

    /// <summary>The connection string of PostgreSQL.</summary>
    public string PostgreSql { get; private set; } = "";

    /// <summary>Starts both.</summary>
    /// <exception cref="ServerException">One of them is not installed.</exception>
    public static async Task<Servers> StartAsync(CancellationToken cancellationToken)
    {
        var redis = Find("redis-server");
        var initdb = Find("initdb");
        var postgres = Find("postgres");
        if (redis is null || initdb is null || postgres is null)
        {
            throw new ServerException(
                "The cluster needs Redis and PostgreSQL: redis-server, initdb and postgres must be on the PATH or, for PostgreSQL, in "
                    + "/usr/lib/postgresql/*/bin. On Debian and Ubuntu, run: apt-get install redis-server postgresql"
            );
        }

        var servers = new Servers(Directory.CreateTempSubdirectory("clickfunnels-warehouse"));
        try
        {
            var ports = ServerProcess.FindPorts(2);
            await servers.StartRedisAsync(redis, ports[0], cancellationToken);
            await servers.StartPostgreSqlAsync(initdb, postgres, ports[1], cancellationToken);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Stops both, and deletes their files.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_processes.TryPop(out var process))
        {
            await process.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task StartRedisAsync(string redis, int port, CancellationToken cancellationToken)
    {
        _processes.Push(
            await ServerProcess.StartAsync(
                [redis, "--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _folder.FullName],
                "ready to accept connections",
                null,
                endsWithInput: false,
                cancellationToken
            )
        );
        Redis = $"127.0.0.1:{port},abortConnect=false";
    }

    private async Task StartPostgreSqlAsync(string initdb, string postgres, int port, CancellationToken cancellationToken)
    {
        var data = _folder.CreateSubdirectory("postgresql").FullName;
        string[] asUser = [];
        if (Environment.IsPrivilegedProcess)
        {
            // PostgreSQL does not run as root.
            var users = await File.ReadAllLinesAsync("/etc/passwd", cancellationToken);
            var user = users.Any(static line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";
            await ServerProcess.RunAsync(["chmod", "711", _folder.FullName], cancellationToken);
            await ServerProcess.RunAsync(["chown", user, data], cancellationToken);
            var group = await ServerProcess.RunAsync(["id", "-g", user], cancellationToken);
            asUser = ["setpriv", "--reuid=" + user, "--regid=" + group, "--clear-groups"];
        }

        // Only this machine can connect, and the data are made up: there is no password.
        await ServerProcess.RunAsync(
            [.. asUser, initdb, "-D", data, "-U", "warehouse", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"],
            cancellationToken
        );
        _processes.Push(
            await ServerProcess.StartAsync(
                [.. asUser, postgres, "-D", data, "-k", "", "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"],
                "ready to accept connections",
                null,
                endsWithInput: false,
                cancellationToken
            )
        );
        PostgreSql = $"Host=127.0.0.1;Port={port};Username=warehouse;Database=postgres";
    }

    private static string? Find(string program)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(static folder => Path.Combine(folder, "bin"))
            : [];
        return debian.Concat(path).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }
}
