using System.CommandLine;
using ClickFunnels.Emulator.Control;

namespace ClickFunnels.Emulator;

/// <summary>The command that asks a running emulator whether it is ready, for images that have no other HTTP client.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var url = new Argument<string>("URL")
        {
            Description = "Address of the emulator.",
            DefaultValueFactory = _ => EmulatorCommandLine.DefaultUrl,
        };
        url.Validators.Add(result =>
        {
            if (
                result.Tokens is [var given]
                && !(Uri.TryCreate(given.Value, UriKind.Absolute, out var address) && address.Scheme == "http")
            )
            {
                result.AddError("health needs an address such as http://127.0.0.1:4010.");
            }
        });
        var command = new Command("health", "Exit with 0 if an emulator is ready, and with 1 if it is not.") { url };
        command.SetAction(
            (parsed, cancellationToken) =>
                CheckAsync(new Uri(parsed.GetValue(url)!), parsed.InvocationConfiguration.Error, cancellationToken)
        );
        return command;
    }

    private static async Task<int> CheckAsync(Uri address, TextWriter error, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Limit };
        try
        {
            using var response = await client.GetAsync(
                new Uri(address, ControlServer.Root + "/health"),
                HttpCompletionOption.ResponseHeadersRead,
                cancellationToken
            );
            if (response.IsSuccessStatusCode)
            {
                return 0;
            }

            await error.WriteLineAsync($"The emulator at {address} returns status {(int)response.StatusCode}.");
        }
        catch (HttpRequestException problem)
        {
            await error.WriteLineAsync($"No emulator listens at {address}: {problem.Message}");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync($"The emulator at {address} does not respond within {Limit.TotalSeconds} seconds.");
        }

        return 1;
    }
}
