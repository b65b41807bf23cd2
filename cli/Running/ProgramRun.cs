using System.CommandLine;
using ClickFunnels.Cli.Programs;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Drift.Output;

namespace ClickFunnels.Cli.Running;

/// <summary>Runs the program. Whatever goes wrong ends with a message and an exit code, never with a stack trace.</summary>
internal static class ProgramRun
{
    private static readonly ParserConfiguration Parser = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CliHost host, CancellationToken cancellationToken)
    {
        try
        {
            if (ProgramCommands.Run(arguments, host, cancellationToken) is { } program)
            {
                return await RunAsync(program, host, cancellationToken);
            }

            var parsed = CommandTree.For(arguments, host).Parse(arguments, Parser);
            try
            {
                return LacksCommand(parsed)
                    ? await ShowCommandsAsync(arguments, parsed, host, cancellationToken)
                    : await RunAsync(parsed, host, cancellationToken);
            }
            catch (Exception exception)
            {
                return Report(exception, ErrorFormatOf(parsed, host), host, cancellationToken);
            }
        }
        finally
        {
            await FlushAsync(host);
        }
    }

    // Their failures have exit codes of their own; only what they do not expect is reported here.
    private static async Task<int> RunAsync(Task<int> program, CliHost host, CancellationToken cancellationToken)
    {
        try
        {
            return await program;
        }
        catch (Exception exception)
        {
            return Report(exception, ErrorFormat.Text, host, cancellationToken);
        }
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliHost host, CancellationToken cancellationToken)
    {
        if (parsed.Errors.Count > 0 && parsed.Action is not { ClearsParseErrors: true })
        {
            var command = parsed.CommandResult.Command;
            var problem = UnknownCommand(parsed) ?? string.Join(' ', parsed.Errors.Select(error => error.Message).Distinct());
            throw CliException.Usage($"{problem} Try {CommandTree.PathOf(command)} --help.");
        }

        var configuration = new InvocationConfiguration
        {
            Output = host.Output,
            Error = host.Error,
            EnableDefaultExceptionHandler = false,
            // Signals are handled by the program.
            ProcessTerminationTimeout = null,
        };
        return await parsed.InvokeAsync(configuration, cancellationToken);
    }

    private static bool LacksCommand(ParseResult parsed) =>
        parsed.CommandResult.Command is { Subcommands.Count: > 0, Action: null }
        && parsed.Action is not { ClearsParseErrors: true }
        && parsed.UnmatchedTokens.Count == 0
        && parsed.Errors.Count > 0;

    // The help is a message here, because nobody asked for it as data.
    private static async Task<int> ShowCommandsAsync(
        IReadOnlyList<string> arguments,
        ParseResult parsed,
        CliHost host,
        CancellationToken cancellationToken
    )
    {
        var path = CommandTree.PathOf(parsed.CommandResult.Command);
        var problem = $"{path} needs a command.";
        if (ErrorFormatOf(parsed, host) == ErrorFormat.Json)
        {
            throw CliException.Usage($"{problem} Try {path} --help.");
        }

        host.Error.WriteLine($"{CommandTree.Name}: {problem}");
        host.Error.WriteLine();
        await CommandTree
            .For(arguments, host)
            .Parse([.. arguments, "--help"], Parser)
            .InvokeAsync(new InvocationConfiguration { Output = host.Error, Error = host.Error }, cancellationToken);
        return ExitCodes.Usage;
    }

    // One sentence about the first word that is wrong, instead of one about each word.
    private static string? UnknownCommand(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command.Subcommands.Count == 0 || parsed.UnmatchedTokens is not [var word, ..])
        {
            return null;
        }

        var known = command.Subcommands.Where(below => !below.Hidden).Select(below => below.Name).ToList();
        var path = CommandTree.PathOf(command);
        var fix =
            SimilarNames.Meant(word, known) is { } meant ? $"Did you mean {path} {meant}?"
            : known.Count <= 12 ? $"The commands are {string.Join(", ", known)}."
            : "";
        return $"{path} has no command {word}. {fix}".TrimEnd();
    }

    private static int Report(Exception exception, ErrorFormat format, CliHost host, CancellationToken cancellationToken)
    {
        // The reader of the data may stop early, as head does. It is not an error.
        if (exception is IOException && exception.HResult == BrokenPipe)
        {
            return ExitCodes.Success;
        }

        var report = ErrorReport.Of(exception, cancellationToken);
        if (format == ErrorFormat.Json)
        {
            report.WriteJson(host.Error);
        }
        else
        {
            report.WriteText(host.Error);
        }

        if (report.ExitCode == ExitCodes.Internal && host.Variable("CLICKFUNNELS_DEBUG") == "1")
        {
            host.Error.WriteLine(Printable.Line(exception.ToString()));
        }

        return report.ExitCode;
    }

    // EPIPE on Unix.
    private const int BrokenPipe = 32;

    private static ErrorFormat ErrorFormatOf(ParseResult parsed, CliHost host)
    {
        var globals = ((CliRootCommand)parsed.RootCommandResult.Command).Globals;
        var given = parsed.GetResult(globals.Errors)?.Tokens is [.., var last] ? last.Value : host.Variable("CLICKFUNNELS_ERROR_FORMAT");
        return given == "json" ? ErrorFormat.Json : ErrorFormat.Text;
    }

    private static async Task FlushAsync(CliHost host)
    {
        try
        {
            await host.Output.FlushAsync();
            await host.Error.FlushAsync();
        }
        catch (IOException)
        {
            // Nobody reads any more.
        }
    }
}
