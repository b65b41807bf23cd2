using System.Diagnostics;
using System.Globalization;
using ClickFunnels.Sync;

namespace ClickFunnels.Benchmarks.Sync;

/// <summary>Writes rows into one sink, and prints rows per second and the peak of the memory of the process in MB.</summary>
internal static class SinkRun
{
    private const int RowsPerCommit = 5_000;
    private const long Workspace = 42;

    public static async Task<int> RunAsync(string name, string place, int rows)
    {
        var watch = Stopwatch.StartNew();
        await using (var sink = SinkKinds.All[name](place))
        {
            await sink.OpenAsync();
            var table = await sink.PrepareAsync(MadeUpContacts.Table);
            for (var first = 1; first <= rows; first += RowsPerCommit)
            {
                var count = Math.Min(RowsPerCommit, rows - first + 1);
                await sink.CommitAsync(
                    new SinkCommit
                    {
                        Workspace = Workspace,
                        Changes = [new(table, [.. Enumerable.Range(first, count).Select(static id => MadeUpContacts.Create(id))], [])],
                        State = new Dictionary<string, string?> { ["contacts/after"] = $"{first + count - 1}" },
                    }
                );
            }

            if (sink.CanUpdate && await sink.CountAsync(table, Workspace) is var stored && stored != rows)
            {
                await Console.Error.WriteLineAsync($"{sink.Name} has {stored} rows instead of {rows}.");
                return 1;
            }
        }

        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{rows / watch.Elapsed.TotalSeconds:0} {PeakMemory() / 1024.0 / 1024:0}")
        );
        return 0;
    }

    // The runtime does not report the peak of the resident memory on Linux.
    private static long PeakMemory()
    {
        const string Status = "/proc/self/status";
        var line = File.Exists(Status)
            ? File.ReadLines(Status).FirstOrDefault(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
            : null;
        return line is null
            ? Process.GetCurrentProcess().PeakWorkingSet64
            : long.Parse(
                line["VmHWM:".Length..^"kB".Length],
                NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture
            ) * 1024;
    }
}
