using System.CommandLine;
using ClickFunnels.Drift.Generated;

namespace ClickFunnels.Drift.Commands;

/// <summary><c>generated</c>: checks that the committed code is exactly what the contracts and the configuration yield.</summary>
internal static class GeneratedCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var repository = new Option<string?>("--repository")
        {
            Description = "Root of the repository. Default: the nearest folder, from the current one upward, that has an nswag.json.",
            HelpName = "PATH",
        };
        var options = new ReportOptions();
        var command = new Command(
            "generated",
            "Generates the code of all contracts and compares it with the committed files, byte for byte."
        )
        {
            repository,
        };
        options.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) =>
                options.RunAsync(
                    parsed,
                    output,
                    error,
                    token => GeneratedCheck.RunAsync(parsed.GetValue(repository), cancellationToken: token),
                    cancellationToken
                )
        );
        return command;
    }
}
