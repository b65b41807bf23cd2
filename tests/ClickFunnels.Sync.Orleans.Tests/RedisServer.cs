using System.Diagnostics;

namespace ClickFunnels.Sync.Orleans.Tests;

/// <summary>
/// A Redis server for the test run, with a Unix socket in a temporary folder and without a port. If Redis is not installed, the tests
/// that require it are ignored.
/// </summary>
internal sealed class RedisServer
{
    private const string Reason = "Redis is not installed: redis-server is not on the PATH. On Debian, run apt-get install redis-server.";

    private static RedisServer? _shared;

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private RedisServer(Process process, DirectoryInfo folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>The connection in the form of StackExchange.Redis.</summary>
    public string Connection => $"!{Socket(_folder)},abortConnect=false";

    /// <summary>Returns the server, or ignores the test if there is none.</summary>
    public static RedisServer Require()
    {
        if (_shared is null)
        {
            Assert.Ignore(Reason);
        }

        return _shared!;
    }

    public static async Task StartSharedAsync()
    {
        var program = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(static folder => Path.Combine(folder, "redis-server"))
            .FirstOrDefault(File.Exists);
        if (program is null)
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("clickfunnels-redis");
        var start = new ProcessStartInfo(
            program,
            ["--port", "0", "--unixsocket", Socket(folder), "--save", "", "--appendonly", "no", "--dir", folder.FullName]
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start) ?? throw new InvalidOperationException("redis-server did not start.");
        var lines = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            lines.Add(line);
            if (line.Contains("ready to accept connections", StringComparison.OrdinalIgnoreCase))
            {
                // Otherwise the server would block when the pipe is full.
                _ = process.StandardOutput.ReadToEndAsync();
                _ = process.StandardError.ReadToEndAsync();
                _shared = new RedisServer(process, folder);
                return;
            }
        }

        throw new InvalidOperationException("redis-server did not start: " + string.Join("\n", lines));
    }

    public static async Task StopSharedAsync()
    {
        if (_shared is { } server)
        {
            server._process.Kill();
            await server._process.WaitForExitAsync();
            server._process.Dispose();
            server._folder.Delete(recursive: true);
        }
    }

    private static string Socket(DirectoryInfo folder) => Path.Combine(folder.FullName, "redis.sock");
}
