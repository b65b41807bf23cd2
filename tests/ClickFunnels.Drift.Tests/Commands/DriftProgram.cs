using System.Diagnostics;
using ClickFunnels.Drift.Commands;

namespace ClickFunnels.Drift.Tests.Commands;

/// <summary>The exit code and the output of a run of the program.</summary>
internal sealed record DriftRun(int ExitCode, string Output, string Error);

/// <summary>Runs the program, within the test or as a process of its own.</summary>
internal static class DriftProgram
{
    /// <summary>The day on which tests within the process run.</summary>
    public static readonly DateOnly Today = new(2026, 3, 15);

    public static async Task<DriftRun> RunAsync(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" },
            error = new() { NewLine = "\n" };
        var environment = new ConsoleEnvironment { Clock = new FixedClock(Today.ToDateTime(new TimeOnly(23, 59), DateTimeKind.Utc)) };
        var exitCode = await Invocation.RunAsync(arguments, output, error, environment);
        return new DriftRun(exitCode, output.ToString(), error.ToString());
    }

    public static async Task<DriftRun> RunProcessAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new DriftRun(process.ExitCode, await output, await error);
    }

    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ReportOptions).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        return Process.Start(start)!;
    }

    private sealed class FixedClock(DateTime now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
