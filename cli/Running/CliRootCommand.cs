using System.CommandLine;
using ClickFunnels.Cli.Describing;

namespace ClickFunnels.Cli.Running;

/// <summary>The program as a command, with its surroundings and the options that every command has.</summary>
internal sealed class CliRootCommand : RootCommand
{
    public CliRootCommand(CliHost host)
        : base("ClickFunnels 2.0 on the command line. An independent project, not tested against the live service.")
    {
        Host = host;
        HelpName = CommandTree.Name;
        Globals.AddTo(this);
        Add(new DescribeOption());
        HelpWithExample.AddTo(this);
    }

    public CliHost Host { get; }

    public GlobalOptions Globals { get; } = new();
}
