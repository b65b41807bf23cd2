using System.Diagnostics;

namespace ClickFunnels.Sync.Tests.Sinks;

/// <summary>Runs <see cref="CommitLoop" />, or another program, as a process and kills it at some moment.</summary>
internal static class KilledProcess
{
    /// <param name="sink">What the process creates its sink from.</param>
    /// <param name="random">Decides when the process is killed.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <param name="program">Name of the program.</param>
    /// <param name="whileItRuns">Something to do before the process is killed.</param>
    public static async Task RunAsync(
        string[] sink,
        Random random,
        CancellationToken cancellationToken,
        string program = "commit-loop",
        Action? whileItRuns = null
    )
    {
        var start = new ProcessStartInfo("dotnet", [typeof(KilledProcess).Assembly.Location, program, .. sink])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            for (var commits = random.Next(1, 12); commits > 0; commits--)
            {
                if (await process.StandardOutput.ReadLineAsync(cancellationToken) is null)
                {
                    Assert.Fail("The process ended: " + await error);
                }
            }

            whileItRuns?.Invoke();

            // Somewhere in the next commits.
            for (var (moment, length) = (Stopwatch.StartNew(), random.Next(0, 8_000)); moment.Elapsed.TotalMicroseconds < length; )
            {
                Thread.SpinWait(10);
            }
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
