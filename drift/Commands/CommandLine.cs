using System.CommandLine;

namespace ClickFunnels.Drift.Commands;

/// <summary>The program's arguments.</summary>
internal static class CommandLine
{
    public const string Description = "Detects changes of the ClickFunnels API: compares contracts, generated code and recorded traffic.";

    public static RootCommand Create(TextWriter output, TextWriter error, ConsoleEnvironment? environment = null)
    {
        var command = new DriftCommand(Description, environment ?? new ConsoleEnvironment());
        AddTo(command, output, error);
        return command;
    }

    /// <summary>Adds the commands of the program to a command, which may be one of another program.</summary>
    public static void AddTo(Command command, TextWriter output, TextWriter error)
    {
        command.Add(DiffCommand.Create(output, error));
        command.Add(ImportCommand.Create(output, error));
        command.Add(GeneratedCommand.Create(output, error));
        command.Add(RoutesCommand.Create(output, error));
        command.Add(ResponsesCommand.Create(output, error));
        command.Add(SurfaceCommand.Create(output, error));
        command.Add(SkillsCommand.Create(output, error));
        command.Add(VersionCommand.Create(output, error));
        command.Add(ChangelogCommand.Create(output));
        command.Add(RulesCommand.Create(output, error));
    }
}
