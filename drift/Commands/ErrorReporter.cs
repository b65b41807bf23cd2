using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Output;

namespace ClickFunnels.Drift.Commands;

/// <summary>Says in one line why the program could not do its work, and how it ends.</summary>
internal static class ErrorReporter
{
    public static async Task<int> ReportAsync(Exception exception, TextWriter error, bool trace, CancellationToken cancellationToken)
    {
        var (line, exitCode) = exception switch
        {
            InputException => (exception.Message, ExitCode.BadInput),
            OutputException or UsageException => (exception.Message, ExitCode.BadUsage),
            IOException => (exception.Message, ExitCode.BadUsage),
            OperationCanceledException when cancellationToken.IsCancellationRequested => ("Canceled.", ExitCode.Canceled),
            _ => (
                $"Internal error: {exception.GetType().Name}: {exception.Message}"
                    + (trace ? "" : " Run with --debug for the stack " + "trace."),
                ExitCode.InternalError
            ),
        };
        await error.WriteLineAsync(Printable.LogLine(line));
        if (trace && exitCode == ExitCode.InternalError)
        {
            await error.WriteLineAsync(exception.ToString());
        }

        return exitCode;
    }
}
