using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using ClickFunnels.Cli.Programs;

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
        var command = parseResult.CommandResult.Command;
        if (command is CliCommand { Details: { Length: > 0 } details })
        {
            output.WriteLine(details);
            output.WriteLine();
        }

        if (ProgramExamples.Of(command) is { } example)
        {
            output.WriteLine("Example:");
            output.WriteLine("  " + example);
            output.WriteLine();
        }

        return exitCode;
    }

    /// <summary>Adds the examples to the help of a program.</summary>
    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExample((HelpAction)option.Action!);
    }
}
