using System.Diagnostics;
using System.Globalization;

namespace ClickFunnels.Benchmarks.Emulator;

/// <summary>Reads pages at the start, in the middle and at the end of a very long list.</summary>
internal static class Depth
{
    public static async Task<int> RunAsync(int contacts, int seconds)
    {
        var start = Stopwatch.GetTimestamp();
        await using var emulator = await Server.EmulatorAsync(contacts);
        var ready = Stopwatch.GetElapsedTime(start);
        var list = $"/api/v2/workspaces/{emulator.WorkspaceId}/contacts";
        Console.WriteLine($"{contacts} contacts, ready after {ready.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture)} s:");
        Console.WriteLine("| page | requests per second | median ms | p99 ms |");
        Console.WriteLine("|---|--:|--:|--:|");
        await Wrk.RunAsync(emulator, list, Math.Max(1, seconds), 8);
        var failures = 0L;
        foreach (
            var (name, query) in ((string, string)[])
                [
                    ("first", ""),
                    ("middle", $"?after={contacts / 2}"),
                    ("last but one", $"?after={contacts - 20}"),
                    ("latest changes", "?sort_property=updated_at&sort_order=desc"),
                ]
        )
        {
            var result = await Wrk.RunAsync(emulator, list + query, seconds, 8);
            failures += result.Failures;
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"| {name} | {result.PerSecond:0} | {result.Median:0.00} | {result.P99:0.00} |")
            );
        }

        Console.WriteLine($"Peak memory: {emulator.PeakMemory / 1024 / 1024} MB.");
        return failures > 0 ? 1 : 0;
    }
}
