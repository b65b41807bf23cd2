using System.Globalization;

namespace ClickFunnels.Benchmarks.Emulator;

/// <summary>Reads the same records from the emulator and from Prism's mock server, which has the same contract.</summary>
internal static class Load
{
    private const int Connections = 16;
    private const int PauseMilliseconds = 10;

    public static async Task<int> RunAsync(int seconds)
    {
        await using var emulator = await Server.EmulatorAsync(contacts: 500);
        await using var prism = await Server.PrismAsync();
        var contact = 1003;
        using (var http = new HttpClient())
        {
            http.DefaultRequestHeaders.UserAgent.ParseAdd("Benchmarks/1.0");
            http.DefaultRequestHeaders.Authorization = new("Bearer", emulator.Token);
            var page = await http.GetStringAsync(new Uri(emulator.Url, Contacts(emulator)));
            contact = System.Text.Json.JsonDocument.Parse(page).RootElement[0].GetProperty("id").GetInt32();
        }

        Console.WriteLine("| request | server | load | requests per second | times Prism | median ms | p99 ms |");
        Console.WriteLine("|---|---|---|--:|--:|--:|--:|");
        var failures = 0L;
        foreach (
            var (name, path) in ((string, Func<Server, string>)[])
                [("one contact", server => $"{server.BasePath}/contacts/{contact}"), ("20 contacts", Contacts)]
        )
        {
            var mock = await MeasureAsync(prism, path(prism), seconds, Connections, 0);
            Write(name, "Prism mock", "full", mock, mock);
            var full = await MeasureAsync(emulator, path(emulator), seconds, Connections, 0);
            Write(name, "emulator", "full", full, mock);

            // As many connections as half the requests need, when each waits that long after a response.
            var connections = (int)Math.Ceiling(full.PerSecond / 2 * PauseMilliseconds / 1000);
            var half = await MeasureAsync(emulator, path(emulator), seconds, connections, PauseMilliseconds);
            Write(name, "emulator", "half", half, mock);
            failures += mock.Failures + full.Failures + half.Failures;
        }

        return failures > 0 ? 1 : 0;
    }

    private static string Contacts(Server server) => $"{server.BasePath}/workspaces/{server.WorkspaceId}/contacts";

    // Once before, so that the code is compiled.
    private static async Task<Measurement> MeasureAsync(Server server, string path, int seconds, int connections, int pause)
    {
        await Wrk.RunAsync(server, path, Math.Max(1, seconds / 2), connections, pause);
        return await Wrk.RunAsync(server, path, seconds, connections, pause);
    }

    private static void Write(string request, string server, string load, Measurement result, Measurement prism) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {request} | {server} | {load} | {result.PerSecond:0} | {result.PerSecond / prism.PerSecond:0} | "
                    + $"{result.Median:0.00} | {result.P99:0.00} |"
            ) + (result.Failures > 0 ? $" {result.Failures} failures" : "")
        );
}
