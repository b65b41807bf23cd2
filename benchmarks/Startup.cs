using System.Diagnostics;
using System.Globalization;
using ClickFunnels.Benchmarks.Charts;

namespace ClickFunnels.Benchmarks;

/// <summary>
/// Measures processes that read one page and exit: the programs in Startup/, one for each client. The programs run in turns, so that
/// other load on the machine affects all of them.
/// </summary>
internal static class Startup
{
    private const int DefaultRuns = 30;
    private const int WarmUpRuns = 3;
    private static readonly string[] Programs = Baseline.Client is null
        ? ["Stock", "Ours", "HandWritten"]
        : ["Stock", "Before", "Ours", "HandWritten"];

    public static int Run(IReadOnlyList<string> arguments)
    {
        var runs = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : DefaultRuns;
        var times = Programs.ToDictionary(program => program, _ => new List<double>(runs));
        for (var run = -WarmUpRuns; run < runs; run++)
        {
            foreach (var program in Programs)
            {
                var milliseconds = Time(program);
                if (run >= 0)
                {
                    times[program].Add(milliseconds);
                }
            }
        }

        var stock = Median(times["Stock"]);
        Console.WriteLine($"A process that reads one page, {runs} runs of each client in turns:");
        Console.WriteLine();
        Console.WriteLine("| Client      | Median [ms] | Fastest [ms] | Ratio |");
        Console.WriteLine("|-------------|------------:|-------------:|------:|");
        foreach (var program in Programs)
        {
            var median = Median(times[program]);
            Console.WriteLine(
                FormattableString.Invariant(
                    $"| {program, -11} | {median, 11:F1} | {times[program].Min(), 12:F1} | {median / stock, 5:F2} |"
                )
            );
        }

        Results.Save(Results.Startup, times.ToDictionary(time => time.Key, time => Median(time.Value)));
        return 0;
    }

    private static double Time(string program)
    {
        // The same configuration and framework as this program.
        var output = Path.GetRelativePath(Path.Combine(Repository.Root, "benchmarks"), AppContext.BaseDirectory);
        var assembly = Path.Combine(Repository.Root, "benchmarks", "Startup", program, output, $"Startup.{program}.dll");
        var clock = Stopwatch.StartNew();
        using var process = Process.Start("dotnet", [assembly]);
        process.WaitForExit();
        return process.ExitCode == 0
            ? clock.Elapsed.TotalMilliseconds
            : throw new InvalidOperationException($"{program} did not read the page: exit code {process.ExitCode}.");
    }

    private static double Median(List<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
