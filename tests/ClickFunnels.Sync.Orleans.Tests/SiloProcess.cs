using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ClickFunnels.Sync.Orleans.Tests;

/// <summary>A silo in its own process.</summary>
internal sealed class SiloProcess : IAsyncDisposable
{
    private readonly Process _process;

    private SiloProcess(Process process, string name)
    {
        _process = process;
        Name = name;
    }

    public string Name { get; }

    /// <summary>Starts a silo, and returns when it takes part in the cluster.</summary>
    public static async Task<SiloProcess> StartAsync(
        string name,
        IReadOnlyDictionary<string, string> settings,
        CancellationToken cancellationToken
    )
    {
        var program = Path.Combine(AppContext.BaseDirectory, "ClickFunnels.Sync.Orleans.TestHost.dll");
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        var (port, gateway) = FindPorts();
        start.Environment["SILO_NAME"] = name;
        start.Environment["SILO_PORT"] = $"{port}";
        start.Environment["SILO_GATEWAY"] = $"{gateway}";
        var process = Process.Start(start)!;
        var lines = new ConcurrentQueue<string?>();
        process.ErrorDataReceived += (_, line) => lines.Enqueue(line.Data);
        process.BeginErrorReadLine();
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            lines.Enqueue(line);
            if (line == "started")
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new SiloProcess(process, name);
            }
        }

        throw new InvalidOperationException($"The silo {name} did not start: {string.Join("\n", lines)}");
    }

    /// <summary>Kills the process with SIGKILL, so that nothing in it can clean up.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    // Both are taken at the same time, so that they differ.
    private static (int Port, int Gateway) FindPorts()
    {
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
