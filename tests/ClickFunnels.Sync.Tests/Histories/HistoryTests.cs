using System.Globalization;
using ClickFunnels.Emulator;

namespace ClickFunnels.Sync.Tests.Histories;

/// <summary>
/// Random histories while a sync runs. The variable CLICKFUNNELS_HISTORIES sets their number, for a longer run than that of every build.
/// </summary>
public class HistoryTests
{
    private const int PerEmulator = 50;

    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("CLICKFUNNELS_HISTORIES"), CultureInfo.InvariantCulture, out var count)
            ? count
            : 150;

    [Test]
    public async Task TheSinkEqualsTheServiceAfterEachHistory()
    {
        var first = int.Parse(Environment.GetEnvironmentVariable("CLICKFUNNELS_FIRST_HISTORY") ?? "1", CultureInfo.InvariantCulture);
        var problems = new List<string>();
        await Parallel.ForEachAsync(
            Enumerable.Range(first, Count).Chunk(PerEmulator),
            new ParallelOptions { MaxDegreeOfParallelism = 2 },
            async (seeds, _) =>
            {
                var clock = new ManualTimeProvider();
                // Ids that name no record are sent on purpose.
                var options = new ClickFunnelsEmulatorOptions { TimeProvider = clock, TrafficFolder = null };
                foreach (var seed in seeds.Skip(1))
                {
                    options.Workspaces.Add(new WorkspaceSeed(string.Create(CultureInfo.InvariantCulture, $"history{seed}")));
                }

                await using var emulator = await ClickFunnelsEmulator.StartAsync(options, CancellationToken.None);
                for (var index = 0; index < seeds.Length; index++)
                {
                    if (await History.RunAsync(emulator, clock, index, seeds[index]) is { Length: > 0 } problem)
                    {
                        lock (problems)
                        {
                            problems.Add(problem);
                        }
                    }
                }
            }
        );

        Assert.That(problems, Is.Empty);
    }
}
