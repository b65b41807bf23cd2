using ClickFunnels.Emulator;
using OAuthConnect;

// Without arguments, the program visits its own pages like a browser and prints a transcript. With --serve it waits for your browser.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};

if (args is not ([] or ["--serve"]))
{
    Console.Error.WriteLine("Usage: dotnet run --project samples/OAuthConnect [-- --serve]");
    return 2;
}

try
{
    await using var emulator = await ClickFunnelsEmulator.StartAsync(
        new ClickFunnelsEmulatorOptions { Contacts = 45, Workspaces = { new WorkspaceSeed("second") { Contacts = 3 } } },
        stop.Token
    );
    await using var application = await ConnectApplication.StartAsync(emulator, stop.Token);
    Console.WriteLine($"The ClickFunnels emulator listens on {emulator.Url} until this program ends. It is not the vendor's server.");
    if (args.Length > 0)
    {
        Console.WriteLine($"Open {application.Url} in a browser. Press Ctrl+C to stop.");
        await Task.Delay(Timeout.Infinite, stop.Token);
    }

    await Story.RunAsync(application, emulator.Workspaces[1].Id, Console.Out, stop.Token);
    return 0;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.WriteLine("Stopped.");
    return args.Length > 0 ? 0 : 1;
}
catch (StoryException failure)
{
    Console.Error.WriteLine(failure.Message);
    return 1;
}
