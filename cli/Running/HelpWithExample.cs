using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace ClickFunnels.Cli.Running;

/// <summary>The help of a command: what it does, its options, its request, and an example.</summary>
internal sealed class HelpWithExample(HelpAction help) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        // A deprecated command is not listed, but who names it can read about it.
        parseResult.CommandResult.Command.Hidden = false;
        var exitCode = help.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is CliCommand command)
        {
            if (command.Details is { Length: > 0 } details)
            {
                output.WriteLine(details);
                output.WriteLine();
            }

            output.WriteLine("Example:");
            output.WriteLine("  " + command.Example);
            output.WriteLine();
        }

        return exitCode;
    }
}
