using System.CommandLine;
using ClickFunnels.Cli.Programs;
using ClickFunnels.Cli.Running;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Cli.Tests;

/// <summary>All commands of the program, and all operations of the contracts.</summary>
internal static class Commands
{
    private static readonly Lazy<IReadOnlyList<Command>> Everything = new(() =>
    {
        using var cli = new Cli();
        return [.. Walk(CommandTree.All(cli.Host(TextWriter.Null, TextWriter.Null)))];
    });

    /// <summary>Every command and group.</summary>
    public static IReadOnlyList<Command> All => Everything.Value;

    /// <summary>Every command and group but the programs, which have options, help and exit codes of their own.</summary>
    public static IEnumerable<Command> Own => All.Where(command => !ProgramCommands.IsProgram(command));

    /// <summary>The commands of operations.</summary>
    public static IEnumerable<CliCommand> OfOperations => All.OfType<CliCommand>().Where(command => command.OperationId is not null);

    /// <summary>The contracts by the name of the API.</summary>
    public static IReadOnlyDictionary<string, ApiContract> Contracts { get; } =
        new[] { "clickfunnels", "simvoly", "elasticfunnels" }.ToDictionary(
            name => name,
            name => ApiContract.Read(PinnedContract.Read(name + ".yaml"))
        );

    /// <summary>The API of a command.</summary>
    public static string ApiOf(Command command)
    {
        var first = CommandTree.PathOf(command).Split(' ')[1];
        return first is "simvoly" or "elasticfunnels" ? first : "clickfunnels";
    }

    private static IEnumerable<Command> Walk(Command command) => command.Subcommands.SelectMany(Walk).Prepend(command);
}
