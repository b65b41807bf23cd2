using System.CommandLine;

namespace ClickFunnels.Drift.Commands;

/// <summary>The program's arguments.</summary>
internal static class CommandLine
{
    public static RootCommand Create(TextWriter output, TextWriter error) => new(
        "Tells when the ClickFunnels API moves: compares contracts, generated code and recorded traffic.")
    {
        DiffCommand.Create(output, error),
        ImportCommand.Create(output, error),
    };
}
