using System.CommandLine;
using ClickFunnels.Cli.Running;
using ClickFunnels.Drift.Commands;
using ClickFunnels.Emulator;
using DriftInvocation = ClickFunnels.Drift.Commands.Invocation;

namespace ClickFunnels.Cli.Programs;

/// <summary>
/// The programs that are commands here as well: <c>emulator</c> and <c>drift</c>. They read all arguments after their name, so that
/// options such as <c>--output</c> are theirs.
/// </summary>
internal static class ProgramCommands
{
    private const string Emulator = "emulator";
    private const string Drift = "drift";
    private const string EmulatorSummary = "Starts a local emulator of the API of ClickFunnels 2.0, Simvoly or ElasticFunnels.";

    /// <summary>Runs a program if the arguments start with its name; otherwise returns null.</summary>
    public static Task<int>? Run(IReadOnlyList<string> arguments, CliHost host, CancellationToken cancellationToken) =>
        arguments switch
        {
            [Emulator, ..] => RunEmulatorAsync(arguments, host, cancellationToken),
            [Drift, ..] => RunDriftAsync(arguments, host, cancellationToken),
            _ => null,
        };

    /// <summary>Returns true for a program and the commands below it.</summary>
    public static bool IsProgram(Command command) => CommandTree.PathOf(command).Split(' ') is [_, Emulator or Drift, ..];

    /// <summary>Adds the programs to the tree, for help, completion and descriptions.</summary>
    public static void AddTo(CliRootCommand root, Func<string, bool> isNamed)
    {
        root.Add(EmulatorCommand(root.Host, isNamed(Emulator)));
        root.Add(DriftCommand(root.Host, isNamed(Drift)));
    }

    private static Task<int> RunEmulatorAsync(IReadOnlyList<string> arguments, CliHost host, CancellationToken cancellationToken)
    {
        var root = new RootCommand(EmulatorCommandLine.Description) { EmulatorCommand(host, withParts: true) };
        root.HelpName = CommandTree.Name;
        HelpWithExample.AddTo(root);
        return EmulatorProgram.RunAsync(root.Parse(arguments), host.Output, host.Error, cancellationToken);
    }

    private static Task<int> RunDriftAsync(IReadOnlyList<string> arguments, CliHost host, CancellationToken cancellationToken)
    {
        var environment = new ConsoleEnvironment
        {
            Clock = host.Clock,
            Color = host.Color && host.IsOutputTerminal,
            Width = host.IsOutputTerminal ? host.Width : null,
        };
        var root = new DriftCommand(CommandLine.Description, environment) { DriftCommand(host, withParts: true) };
        root.HelpName = CommandTree.Name;
        HelpWithExample.AddTo(root);
        return DriftInvocation.RunAsync(root.Parse(arguments), host.Output, host.Error, cancellationToken);
    }

    private static Command EmulatorCommand(CliHost host, bool withParts)
    {
        // The list of all commands has one sentence for each.
        var command = new Command(Emulator, withParts ? EmulatorCommandLine.Description : EmulatorSummary);
        if (withParts)
        {
            command.Add(new VersionOption());
            EmulatorCommandLine.AddTo(command, (options, token) => EmulatorProgram.RunAsync(options, host.Output, host.Error, token));
        }

        return command;
    }

    private static Command DriftCommand(CliHost host, bool withParts)
    {
        var command = new Command(Drift, CommandLine.Description);
        if (withParts)
        {
            command.Add(new VersionOption());
            CommandLine.AddTo(command, host.Output, host.Error);
        }

        return command;
    }
}
