using System.CommandLine;
using ClickFunnels.Cli.Describing;

namespace ClickFunnels.Cli.Running;

/// <summary>The commands that are not operations of a contract, and their places.</summary>
internal static class CommandList
{
    /// <summary>Creates the commands at the top.</summary>
    public static IEnumerable<Command> Create() => [CompletionCommand.Create()];

    /// <summary>Adds commands to groups of operations, such as <c>products apply</c>.</summary>
    public static void Extend(RootCommand root) { }

    /// <summary>Finds a command at the top.</summary>
    public static Command Find(RootCommand root, string name) => root.Subcommands.First(command => command.Name == name);
}
