using System.CommandLine;
using ClickFunnels.Drift.Output;

namespace ClickFunnels.Drift.Commands;

/// <summary>Runs the program. Invalid arguments and failures end with a message and an exit code, never with a stack trace.</summary>
internal static class Invocation
{
    public static Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        TextWriter output,
        TextWriter error,
        ConsoleEnvironment environment,
        CancellationToken cancellationToken = default
    ) => RunAsync(CommandLine.Create(output, error, environment).Parse(arguments), output, error, cancellationToken);

    /// <summary>Runs parsed arguments.</summary>
    public static async Task<int> RunAsync(ParseResult parsed, TextWriter output, TextWriter error, CancellationToken cancellationToken)
    {
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
            {
                await error.WriteLineAsync(Printable.LogLine(problem.Message));
            }

            await error.WriteLineAsync("Try --help.");
            return ExitCode.BadUsage;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken);
        }
        catch (Exception exception)
        {
            return await ErrorReporter.ReportAsync(exception, error, ReportOptions.WantsTrace(parsed), cancellationToken);
        }
    }
}
