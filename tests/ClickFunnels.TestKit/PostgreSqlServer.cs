using System.Diagnostics;

namespace ClickFunnels.TestKit;

/// <summary>
/// A PostgreSQL server for tests: created with initdb in a temporary folder, connected to by a Unix socket in that folder,
/// and deleted at the end. If PostgreSQL is not installed, the tests that require it are ignored.
/// </summary>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    private static PostgreSqlServer? _shared;
    private static string _reason = "PostgreSQL was not started.";

    private readonly Process _process;
    private readonly DirectoryInfo _folder;
    private bool _isStopped;

    private PostgreSqlServer(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
        ConnectionString = $"Host={folder.FullName};Username=tester;Password={Password};Database=postgres;Maximum Pool Size=20";
    }

    /// <summary>A password that the server does not require. Text that contains it contains the connection string.</summary>
    public string Password { get; } = "pg-" + Guid.NewGuid().ToString("N");

    public string ConnectionString { get; }

    /// <summary>The folder of the socket.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Returns the server, or ignores the test if there is none.</summary>
    public static PostgreSqlServer Require()
    {
        if (_shared is null)
        {
            Assert.Ignore(_reason);
        }

        return _shared!;
    }

    /// <summary>Starts the server of the test run, if PostgreSQL is installed.</summary>
    public static async Task<PostgreSqlServer?> StartSharedAsync()
    {
        if (FindPrograms() is not { } programs)
        {
            _reason =
                "PostgreSQL is not installed: initdb and postgres are neither on the PATH nor in /usr/lib/postgresql/*/bin. On Debian, run "
                + "apt-get install postgresql.";
            return null;
        }

        return _shared = await StartAsync(programs);
    }

    public static async Task StopSharedAsync()
    {
        if (_shared is not null)
        {
            await _shared.DisposeAsync();
        }
    }

    /// <summary>Starts a server for one test, which may stop it, or ignores the test if PostgreSQL is not installed.</summary>
    public static async Task<PostgreSqlServer> StartOwnAsync()
    {
        Require();
        return await StartAsync(FindPrograms()!);
    }

    /// <summary>Returns the name of a schema that no other test uses.</summary>
    public static string NewSchema() => "t" + Guid.NewGuid().ToString("N");

    /// <summary>Stops the server and deletes its folder. Its connections end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isStopped)
        {
            return;
        }

        _isStopped = true;
        await RunAsync(["kill", "-INT", $"{_process.Id}"]);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static string? FindPrograms()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(static folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            : Enumerable.Empty<string>();
        return debian
            .Select(static folder => Path.Combine(folder, "bin"))
            .Concat(path)
            .FirstOrDefault(static folder => Exists(Path.Combine(folder, "initdb")) && Exists(Path.Combine(folder, "postgres")));
    }

    // File.Exists returns true for a link without a target.
    private static bool Exists(string path) =>
        File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is null or FileInfo { Exists: true };

    private static async Task<PostgreSqlServer> StartAsync(string programs)
    {
        var folder = Directory.CreateTempSubdirectory("clickfunnels-pg");
        try
        {
            // PostgreSQL does not run as root.
            string[] asUser = [];
            if (Environment.IsPrivilegedProcess)
            {
                var user = File.ReadLines("/etc/passwd").Any(static line => line.StartsWith("postgres:", StringComparison.Ordinal))
                    ? "postgres"
                    : "nobody";
                await RunAsync(["chown", user, folder.FullName]);
                asUser = ["setpriv", "--reuid=" + user, "--regid=" + await RunAsync(["id", "-g", user]), "--clear-groups"];
            }

            var data = Path.Combine(folder.FullName, "data");
            await RunAsync([
                .. asUser,
                Path.Combine(programs, "initdb"),
                "-D",
                data,
                "-U",
                "tester",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
            ]);
            var process = Start([
                .. asUser,
                Path.Combine(programs, "postgres"),
                "-D",
                data,
                "-k",
                folder.FullName,
                "-c",
                "listen_addresses=",
                "-c",
                "fsync=off",
                "-c",
                "synchronous_commit=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "max_connections=200",
            ]);
            await UntilReadyAsync(process);
            return new PostgreSqlServer(process, folder);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    private static async Task UntilReadyAsync(Process process)
    {
        var lines = new List<string>();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line.Contains("database system is ready to accept connections", StringComparison.Ordinal))
            {
                // Otherwise the server would block when the pipe is full.
                _ = process.StandardError.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException("PostgreSQL did not start: " + string.Join("\n", lines));
    }

    private static Process Start(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} did not start.");
    }

    private static async Task<string> RunAsync(string[] command)
    {
        using var process = Start(command);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"{command[0]} failed: {await error}");
    }
}
