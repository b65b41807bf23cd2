using ClickFunnels.Emulator;

namespace ClickFunnels.Sync.Tests.Support;

internal static class Clients
{
    public static ClickFunnelsClient For(ClickFunnelsEmulator emulator, HttpMessageHandler? handler = null, int workspace = 0) =>
        new(
            new ClickFunnelsClientOptions
            {
                AccessToken = emulator.AccessToken,
                UserAgent = "Tests/1.0",
                BaseAddress = emulator.Url,
                WorkspaceId = emulator.Workspaces[workspace].Id,
                HttpHandler = handler,
                RetryDelay = TimeSpan.FromMilliseconds(1),
                MaxRetryDelay = TimeSpan.FromMilliseconds(5),
            }
        );
}
