using System.Globalization;
using System.Text.Json;
using ClickFunnels.Emulator;

namespace ClickFunnels.Benchmarks.Cli;

/// <summary>A list of 500 contacts, 25 pages, from an emulator in this process to JSON on the standard output.</summary>
internal static class Lists
{
    private const int Contacts = 500;

    public static async Task<int> RunAsync(int times)
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = Contacts });
        var variables = new Dictionary<string, string>
        {
            ["CLICKFUNNELS_API_KEY"] = emulator.AccessToken,
            ["CLICKFUNNELS_BASE_URL"] = emulator.Url.AbsoluteUri,
            ["CLICKFUNNELS_WORKSPACE"] = emulator.WorkspaceId.ToString(CultureInfo.InvariantCulture),
        };
        foreach (var program in MeasuredProgram.All)
        {
            var measured = new List<TimeSpan>();
            for (var run = 0; run <= times; run++)
            {
                var result = await program.RunAsync(["contacts", "list", "--all", "-o", "json"], variables);
                using var json = JsonDocument.Parse(result.Output);
                if (json.RootElement.GetArrayLength() != Contacts)
                {
                    throw new InvalidOperationException($"{program.Name} wrote {json.RootElement.GetArrayLength()} contacts.");
                }

                // The first run warms up the emulator.
                if (run > 0)
                {
                    measured.Add(result.Time);
                }
            }

            await Console.Out.WriteLineAsync($"{program.Name, -12} {Contacts} contacts {MeasuredProgram.Median(measured), 8} ms");
        }

        return 0;
    }
}
