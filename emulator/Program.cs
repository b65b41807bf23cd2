using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator;

internal static class Program
{
    private const int BadArguments = 2;

    private static async Task<int> Main(string[] arguments)
    {
        var parsed = EmulatorCommandLine.Create(RunAsync).Parse(arguments);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync();
        }

        foreach (var error in parsed.Errors)
        {
            await Console.Error.WriteLineAsync(error.Message);
        }

        await Console.Error.WriteLineAsync("Try --help.");
        return BadArguments;
    }

    private static async Task<int> RunAsync(ClickFunnelsEmulatorOptions options, CancellationToken cancellationToken)
    {
        var stop = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var canceled = cancellationToken.Register(() => stop.TrySetResult());
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await using var emulator = await ClickFunnelsEmulator.StartAsync(options, CancellationToken.None);
            await Console.Out.WriteLineAsync(Announcement(emulator, options));
            await Console.Out.FlushAsync(CancellationToken.None);
            await stop.Task;
            return 0;
        }
        catch (Exception exception)
            when (exception is ArgumentException or IOException or InvalidDataException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return exception is ArgumentException ? BadArguments : 1;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.TrySetResult();
        }
    }

    private static string Announcement(ClickFunnelsEmulator emulator, ClickFunnelsEmulatorOptions options)
    {
        var line = new JsonObject
        {
            ["url"] = emulator.Url.GetLeftPart(UriPartial.Authority),
            ["access_token"] = emulator.AccessToken,
            ["team_id"] = emulator.TeamId,
            ["workspace_id"] = emulator.WorkspaceId,
            ["subdomain"] = emulator.Subdomain,
        };
        if (options.OAuthApplications.Count > 0)
        {
            line["oauth_client_id"] = emulator.OAuthApplication.ClientId;
            if (emulator.OAuthApplication.ClientSecret is { } secret)
            {
                line["oauth_client_secret"] = secret;
            }
        }

        return line.ToJsonString();
    }
}
