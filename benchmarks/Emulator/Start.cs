using System.Diagnostics;
using System.Globalization;

namespace ClickFunnels.Benchmarks.Emulator;

/// <summary>Measures the time from the start of the process to its first response.</summary>
internal static class Start
{
    public static async Task<int> RunAsync(int times)
    {
        var ready = new List<double>();
        var responded = new List<double>();
        for (var run = 0; run < times; run++)
        {
            var start = Stopwatch.GetTimestamp();
            await using var emulator = await Server.EmulatorAsync(contacts: 45);
            ready.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            using var http = new HttpClient();
            http.DefaultRequestHeaders.UserAgent.ParseAdd("Benchmarks/1.0");
            http.DefaultRequestHeaders.Authorization = new("Bearer", emulator.Token);
            await http.GetStringAsync(new Uri(emulator.Url, "/api/v2/teams"));
            responded.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        ready.Sort();
        responded.Sort();
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Ready after {ready[times / 2]:0.00} s (median of {times}), first response after {responded[times / 2]:0.00} s."
            )
        );
        return 0;
    }
}
