using System.CommandLine;
using ClickFunnels.Drift.Generated;

namespace ClickFunnels.Drift.Commands;

/// <summary><c>generated</c>: is the committed code exactly what contract and configuration yield?</summary>
internal static class GeneratedCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var repository = new Option<string?>("--repository")
        {
            Description = "Root of the repository. Default: the nearest folder from here upwards that holds nswag.json.",
            HelpName = "PATH",
        };
        var options = new ReportOptions();
        var command = new Command("generated", "Generates the client's code anew in a temporary folder and compares it with generated/, byte for byte.") { repository };
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => options.RunAsync(
            parsed, output, error, token => GeneratedCheck.RunAsync(parsed.GetValue(repository), cancellationToken: token), cancellationToken));
        return command;
    }
}
