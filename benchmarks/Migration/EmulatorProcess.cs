using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace ClickFunnels.Benchmarks.Moving;

/// <summary>The emulator in a process of its own.</summary>
internal sealed class EmulatorProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly JsonElement _ready;

    private EmulatorProcess(Process process, JsonElement ready)
    {
        _process = process;
        _ready = ready;
    }

    public static async Task<EmulatorProcess> StartAsync()
    {
        var path = typeof(EmulatorProcess)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "Emulator")
            .Value!;
        var process = Process.Start(
            new ProcessStartInfo("dotnet") { ArgumentList = { path, "--urls", "http://127.0.0.1:0" }, RedirectStandardOutput = true }
        )!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith('{'))
            {
                _ = process.StandardOutput.ReadToEndAsync();
                return new EmulatorProcess(process, JsonDocument.Parse(line).RootElement);
            }
        }

        throw new InvalidOperationException("The emulator did not start.");
    }

    /// <summary>Returns a client whose requests are delayed.</summary>
    public ClickFunnelsClient Connect(TimeSpan latency, out DelayingHandler requests)
    {
        requests = new DelayingHandler(latency) { InnerHandler = new SocketsHttpHandler() };
        return new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = _ready.GetProperty("access_token").GetString(),
                UserAgent = "Benchmarks/1.0",
                BaseAddress = new Uri(_ready.GetProperty("url").GetString()!),
                WorkspaceId = _ready.GetProperty("workspace_id").GetInt64(),
                HttpHandler = requests,
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}

/// <summary>Delays each request, as a network does, and counts them.</summary>
internal sealed class DelayingHandler(TimeSpan latency) : DelegatingHandler
{
    private int _count;

    public int Count => _count;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _count);
        await Task.Delay(latency, cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
