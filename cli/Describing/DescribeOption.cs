using System.CommandLine;
using System.CommandLine.Invocation;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Describing;

/// <summary>The option <c>--describe</c>: writes the command that it is given on, with all below it, as JSON.</summary>
internal sealed class DescribeOption : Option<bool>
{
    public DescribeOption()
        : base("--describe")
    {
        Description = "Write the commands as JSON, with their arguments, options and examples, for programs.";
        Recursive = true;
        Action = new DescribeAction();
    }

    private sealed class DescribeAction : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var root = (CliRootCommand)parseResult.RootCommandResult.Command;
            var all = CommandTree.All(root.Host);
            var described = Find(all, parseResult.CommandResult.Command);
            root.Host.Output.WriteLine(CommandDescription.Of(described));
            return ExitCodes.Success;
        }

        // The tree of the run has only the groups that its arguments name.
        private static Command Find(Command all, Command named) =>
            named.Parents.OfType<Command>().FirstOrDefault() is { } parent
                ? Find(all, parent).Subcommands.First(command => command.Name == named.Name)
                : all;
    }
}
