using ClickFunnels.Emulator;

namespace ClickFunnels.Cli.Tests.Jobs;

/// <summary>Stops a run in the middle, as Ctrl+C does.</summary>
internal static class StoppedRun
{
    /// <summary>Runs a command, and stops it while the emulator holds one of its calls.</summary>
    /// <param name="cli">The program.</param>
    /// <param name="emulator">The emulator.</param>
    /// <param name="operation">The operation to stop at.</param>
    /// <param name="after">Number of calls of the operation that come through before.</param>
    /// <param name="line">The command line.</param>
    public static async Task<CliResult> AtAsync(Cli cli, ClickFunnelsEmulator emulator, string operation, int after, string line)
    {
        if (after > 0)
        {
            emulator.Faults.Add(operation, Fault.Delay(TimeSpan.Zero), after);
        }

        emulator.Faults.Add(operation, Fault.Delay(TimeSpan.FromHours(1)));
        using var stop = new CancellationTokenSource();
        var run = cli.RunAsync(line, stop.Token);
        while (emulator.Faults.Unconsumed.Count > 0 && !run.IsCompleted)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();
        return await run;
    }
}
