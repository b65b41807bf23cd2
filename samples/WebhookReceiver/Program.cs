using System.Data.Common;
using ClickFunnels;
using ClickFunnels.Core;
using ClickFunnels.Emulator;
using WebhookSample;

// Runs an emulator and a receiver on loopback in this process. With --serve they keep running, so that you can trigger events.
if (Arguments.Parse(args) is not { } arguments)
{
    Console.Error.WriteLine(Arguments.Usage);
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};

try
{
    await using var emulator = await ClickFunnelsEmulator.StartAsync(cancellationToken: stop.Token);
    Console.WriteLine($"The ClickFunnels emulator listens on {emulator.Url} until this program ends. It is not the vendor's server.");
    await using var receiver = await Receiver.StartAsync(Console.Out, arguments.PostgreSql, stop.Token);
    using var client = new ClickFunnelsClient(
        new ClickFunnelsClientOptions
        {
            AccessToken = emulator.AccessToken,
            UserAgent = "ClickFunnels-WebhookReceiver/1.0",
            BaseAddress = emulator.Url,
            WorkspaceId = emulator.WorkspaceId,
        }
    );
    await new Story(emulator, client, receiver, Console.Out).RunAsync(stop.Token);
    if (!arguments.Serve)
    {
        return 0;
    }

    Console.WriteLine();
    Console.WriteLine("Press Ctrl+C to stop. The following command triggers an event. Its token is valid only for this emulator.");
    Console.WriteLine(
        $"  curl {emulator.Url}api/v2/workspaces/{emulator.WorkspaceId}/contacts -H 'Authorization: Bearer "
            + $"{emulator.AccessToken}' -H 'Content-Type: application/json' -d '{{\"contact\":{{\"first_name\":\"Ada\"}}}}'"
    );
    Console.WriteLine($"Health check of the receiver: {new Uri(receiver.Url, "/health")}");
    await Task.Delay(Timeout.Infinite, stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped.");
    return arguments.Serve ? 0 : 1;
}
catch (ApiException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
catch (Exception failure) when (arguments.PostgreSql is not null && failure is DbException or ArgumentException)
{
    Console.Error.WriteLine($"--postgresql: cannot use the database: {failure.Message}");
    return 1;
}
