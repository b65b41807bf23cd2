using System.CommandLine;

namespace ClickFunnels.Drift.Commands;

/// <summary>The program's arguments.</summary>
internal static class CommandLine
{
    public static RootCommand Create(TextWriter output, TextWriter error, ConsoleEnvironment? environment = null) =>
        new DriftCommand(
            "Detects changes of the ClickFunnels API: compares contracts, generated code and recorded traffic.",
            environment ?? new ConsoleEnvironment()
        )
        {
            DiffCommand.Create(output, error),
            ImportCommand.Create(output, error),
            GeneratedCommand.Create(output, error),
            RoutesCommand.Create(output, error),
            ResponsesCommand.Create(output, error),
            SurfaceCommand.Create(output, error),
            SkillsCommand.Create(output, error),
            VersionCommand.Create(output, error),
            ChangelogCommand.Create(output),
            RulesCommand.Create(output, error),
        };
}
