using System.CommandLine;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Programs;

/// <summary>The examples of commands, also of those that the emulator and the drift tool define.</summary>
internal static class ProgramExamples
{
    private static readonly Dictionary<string, string> Examples = new()
    {
        ["emulator"] = "--demo",
        ["emulator health"] = "http://127.0.0.1:4010",
        ["emulator export-seed"] = "--snapshot state.json --output seed.yaml",
        ["drift"] = "diff old.yaml new.yaml",
        ["drift diff"] = "old.yaml new.yaml --fail-on breaking",
        ["drift import"] = "vendor.json --base spec/clickfunnels.yaml",
        ["drift generated"] = "",
        ["drift routes"] = "spec/clickfunnels.yaml spec/operations.tsv",
        ["drift responses"] = "spec/clickfunnels.yaml artifacts/traffic",
        ["drift surface"] = "bin/Release/net10.0/Acme.dll api/Acme.cs",
        ["drift skills"] = "skills",
        ["drift version"] = "0.1.0 0.2.0",
        ["drift changelog"] = "spec/clickfunnels.yaml",
        ["drift rules"] = "--format markdown",
    };

    /// <summary>Returns the example of a command; null for a group.</summary>
    public static string? Of(Command command)
    {
        if (command is CliCommand ours)
        {
            return ours.Example;
        }

        var path = CommandTree.PathOf(command);
        var below = path.Length > CommandTree.Name.Length ? path[(CommandTree.Name.Length + 1)..] : "";
        return Examples.TryGetValue(below, out var arguments) ? $"{path} {arguments}".TrimEnd() : null;
    }
}
