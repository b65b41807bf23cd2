using ClickFunnels;
using ClickFunnels.Core;
using ClickFunnels.Emulator;
using Quickstart;

// Without arguments, the story runs on the embedded emulator. With --live it runs on the real service.
using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    stop.Cancel();
};

try
{
    switch (args)
    {
        case []:
            await using (
                var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 45 }, stop.Token)
            )
            {
                Console.WriteLine(
                    $"The ClickFunnels emulator listens on {emulator.Url} until this program ends. It is not the vendor's server."
                );
                using var local = new ClickFunnelsClient(
                    new ClickFunnelsClientOptions
                    {
                        AccessToken = emulator.AccessToken,
                        UserAgent = "ClickFunnels-Quickstart/1.0",
                        BaseAddress = emulator.Url,
                    }
                );
                await Story.RunAsync(local, emulator.Subdomain, Console.Out, stop.Token);
            }

            return 0;

        case ["--live"]:
            var (token, subdomain) = (
                Environment.GetEnvironmentVariable("CLICKFUNNELS_API_KEY"),
                Environment.GetEnvironmentVariable("CLICKFUNNELS_SUBDOMAIN")
            );
            if (string.IsNullOrWhiteSpace(token) || string.IsNullOrWhiteSpace(subdomain))
            {
                Console.Error.WriteLine(
                    "--live requires the environment variables CLICKFUNNELS_API_KEY (access token of the team) and "
                        + "CLICKFUNNELS_SUBDOMAIN (for example acme for acme.myclickfunnels.com)."
                );
                return 2;
            }

            Console.WriteLine("This creates a contact, a product and a test order in your workspace.");
            using (
                var live = new ClickFunnelsClient(
                    new ClickFunnelsClientOptions
                    {
                        AccessToken = token,
                        UserAgent = "ClickFunnels-Quickstart/1.0",
                        Subdomain = subdomain,
                    }
                )
            )
            {
                await Story.RunAsync(live, subdomain, Console.Out, stop.Token);
            }

            return 0;

        default:
            Console.Error.WriteLine("Usage: dotnet run --project samples/Quickstart [-- --live]");
            return 2;
    }
}
catch (ApiException failure)
{
    Console.Error.WriteLine(failure.Message);
    foreach (var error in (failure as ApiStatusException ?? failure.InnerException as ApiStatusException)?.Errors ?? [])
    {
        Console.Error.WriteLine($"  {error.Field ?? "-"}: {error.Message}");
    }

    return 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped.");
    return 1;
}
