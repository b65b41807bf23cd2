using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text.Json;

namespace ClickFunnels.Benchmarks.Emulator;

/// <summary>A server in a process of its own, on a free port of the loopback interface.</summary>
internal sealed class Server : IAsyncDisposable
{
    private readonly Process _process;

    private Server(Process process, Uri url, string token)
    {
        _process = process;
        Url = url;
        Token = token;
    }

    public Uri Url { get; }

    public string Token { get; }

    public long WorkspaceId { get; private init; }

    /// <summary>The path below which the operations are: Prism's mock server leaves out that of the contract.</summary>
    public string BasePath { get; private init; } = "/api/v2";

    /// <summary>Largest amount of memory that the process used, in bytes.</summary>
    public long PeakMemory
    {
        get
        {
            var peak = File.ReadLines($"/proc/{_process.Id}/status")
                .First(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return long.Parse(peak.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
        }
    }

    /// <summary>Starts the emulator.</summary>
    public static async Task<Server> EmulatorAsync(int contacts)
    {
        var process = Process.Start(
            new ProcessStartInfo("dotnet")
            {
                ArgumentList =
                {
                    Metadata("Emulator"),
                    "--urls",
                    "http://127.0.0.1:0",
                    "--contacts",
                    contacts.ToString(CultureInfo.InvariantCulture),
                },
                RedirectStandardOutput = true,
            }
        )!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The emulator did not start.");
        var ready = JsonDocument.Parse(line).RootElement;
        return new Server(process, new Uri(ready.GetProperty("url").GetString()!), ready.GetProperty("access_token").GetString()!)
        {
            WorkspaceId = ready.GetProperty("workspace_id").GetInt64(),
        };
    }

    /// <summary>Starts the mock server of Prism with the same contract.</summary>
    public static async Task<Server> PrismAsync()
    {
        var repository = Metadata("Repository");
        var tools = Path.Combine(repository, "build", "foreign");
        if (!Directory.Exists(Path.Combine(tools, "node_modules")))
        {
            using var install = Process.Start(
                new ProcessStartInfo("npm")
                {
                    ArgumentList = { "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error" },
                    WorkingDirectory = tools,
                }
            )!;
            await install.WaitForExitAsync();
        }

        var port = FreePort();
        var process = Process.Start(
            new ProcessStartInfo(Path.Combine(tools, "node_modules", ".bin", "prism"))
            {
                ArgumentList =
                {
                    "mock",
                    "--verboseLevel",
                    "silent",
                    "--port",
                    port.ToString(CultureInfo.InvariantCulture),
                    Path.Combine(repository, "spec", "clickfunnels.yaml"),
                },
                Environment = { ["DO_NOT_TRACK"] = "1", ["SCARF_ANALYTICS"] = "false" },
                RedirectStandardOutput = true,
            }
        )!;
        _ = process.StandardOutput.ReadToEndAsync();
        var url = new Uri($"http://127.0.0.1:{port}");
        using var http = new HttpClient();
        for (var attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                using var response = await http.GetAsync(url);
                return new Server(process, url, "token") { WorkspaceId = 1002, BasePath = "" };
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException("Prism did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static string Metadata(string key) =>
        typeof(Server).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
