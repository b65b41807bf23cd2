using ClickFunnels.Emulator;

namespace ClickFunnels.Stories;

/// <summary>An emulator with a client bound to its first workspace, over real HTTP on loopback.</summary>
internal sealed class Emulated : IAsyncDisposable
{
    private Emulated(ClickFunnelsEmulator server, ClickFunnelsClient client)
    {
        Server = server;
        Client = client;
    }

    public ClickFunnelsEmulator Server { get; }

    public ClickFunnelsClient Client { get; }

    public static async Task<Emulated> StartAsync(int contacts = 0, Action<ClickFunnelsClientOptions>? configure = null)
    {
        var server = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = contacts });
        return new Emulated(server, ClientOf(server, configure));
    }

    public static ClickFunnelsClient ClientOf(ClickFunnelsEmulator server, Action<ClickFunnelsClientOptions>? configure = null)
    {
        var options = new ClickFunnelsClientOptions
        {
            AccessToken = server.AccessToken,
            UserAgent = "Stories/1.0",
            BaseAddress = server.Url,
            WorkspaceId = server.WorkspaceId,

            // Stories are about results, not about waiting times.
            RetryDelay = TimeSpan.Zero,
            MaxRetryDelay = TimeSpan.FromMilliseconds(1),
        };
        configure?.Invoke(options);
        return new ClickFunnelsClient(options);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Server.DisposeAsync();
    }
}
