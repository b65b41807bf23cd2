using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace ClickFunnels.Benchmarks.Cli;

/// <summary>A program whose whole processes are measured.</summary>
/// <param name="Name">Name in the table.</param>
/// <param name="File">The file to start.</param>
/// <param name="First">Arguments before those of a measurement.</param>
internal sealed record MeasuredProgram(string Name, string File, IReadOnlyList<string> First)
{
    /// <summary>The .NET tool, and the native program if it was published.</summary>
    public static IReadOnlyList<MeasuredProgram> All
    {
        get
        {
            var programs = new List<MeasuredProgram> { new(".NET tool", "dotnet", [Path("Tool")]) };
            if (System.IO.File.Exists(Path("Native")))
            {
                programs.Add(new MeasuredProgram("native", Path("Native"), []));
            }

            return programs;
        }
    }

    /// <summary>A .NET program that does nothing.</summary>
    public static MeasuredProgram Nothing => new("plain .NET", "dotnet", [typeof(MeasuredProgram).Assembly.Location, "nothing"]);

    /// <summary>Runs the program once.</summary>
    public async Task<Measurement> RunAsync(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? variables = null)
    {
        var start = new ProcessStartInfo(File, [.. First, .. arguments]) { RedirectStandardOutput = true };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? new Measurement(clock.Elapsed, output)
            : throw new InvalidOperationException($"{Name} ended with exit code {process.ExitCode}.");
    }

    /// <summary>Returns the median of times, in milliseconds, as text.</summary>
    public static string Median(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return sorted[sorted.Count / 2].TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
    }

    private static string Path(string key) =>
        System.IO.Path.GetFullPath(
            typeof(MeasuredProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == key).Value!
        );
}

/// <summary>One run of a program.</summary>
/// <param name="Time">Time of the whole process.</param>
/// <param name="Output">The text on its standard output.</param>
internal sealed record Measurement(TimeSpan Time, string Output);
