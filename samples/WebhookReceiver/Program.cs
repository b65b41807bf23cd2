using System.Data.Common;
using ClickFunnels;
using ClickFunnels.Core;
using ClickFunnels.Emulator;
using WebhookSample;

// An emulator and a receiver, both on loopback in this process. With --serve they stay up, and events can be caused by hand.
if (Arguments.Read(args) is not { } arguments)
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
    Console.WriteLine(
        $"A local ClickFunnels runs at {emulator.Url} for as long as this program. It is an emulator, not the vendor's server."
    );
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
    await new Story(emulator, client, receiver, Console.Out).TellAsync(stop.Token);
    if (!arguments.Serve)
    {
        return 0;
    }

    Console.WriteLine();
    Console.WriteLine("Both stay up until Ctrl+C. This causes an event (the token is the emulator's own, made up for this run):");
    Console.WriteLine(
        $"  curl {emulator.Url}api/v2/workspaces/{emulator.WorkspaceId}/contacts -H 'Authorization: Bearer "
            + $"{emulator.AccessToken}' -H 'Content-Type: application/json' -d '{{\"contact\":{{\"first_name\":\"Ada\"}}}}'"
    );
    Console.WriteLine($"Health of the receiver: {new Uri(receiver.Url, "/health")}");
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
    Console.Error.WriteLine($"--postgresql: the database cannot be used: {failure.Message}");
    return 1;
}
