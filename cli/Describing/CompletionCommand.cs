using System.CommandLine;
using ClickFunnels.Cli.Running;
using ClickFunnels.Contracts.Naming;

namespace ClickFunnels.Cli.Describing;

/// <summary>The command <c>completion</c>: writes a script that lets a shell complete commands, options and values.</summary>
internal static class CompletionCommand
{
    public static CliCommand Create()
    {
        var shell = new Argument<string>("shell") { Description = "The shell: bash, zsh, fish or powershell.", HelpName = "SHELL" };
        shell.CompletionSources.Add([.. CompletionScript.Shells]);
        var command = new CliCommand(
            "completion",
            "Writes a script that completes commands, options and values in a shell.",
            "clickfunnels completion bash",
            (run, cancellationToken) => WriteAsync(run, run.Parsed.GetValue(shell)!, cancellationToken)
        )
        {
            Details = Installation,
        };
        command.Add(shell);
        return command;
    }

    private const string Installation = """
        Installation:
          bash        clickfunnels completion bash > ~/.local/share/bash-completion/completions/clickfunnels
          zsh         clickfunnels completion zsh > ~/.zfunc/_clickfunnels (a folder of fpath)
          fish        clickfunnels completion fish > ~/.config/fish/completions/clickfunnels.fish
          powershell  add to $PROFILE: clickfunnels completion powershell | Out-String | Invoke-Expression
        """;

    private static async Task<int> WriteAsync(CommandRun run, string shell, CancellationToken cancellationToken)
    {
        if (CompletionScript.Of(shell) is not { } script)
        {
            var meant = SimilarNames.Meant(shell, CompletionScript.Shells) is { } known ? $" Did you mean {known}?" : "";
            throw CliException.Usage(
                $"There is no script for {shell}: the shells are {string.Join(", ", CompletionScript.Shells)}.{meant}"
            );
        }

        await run.Host.Output.WriteLineAsync(script.ReplaceLineEndings("\n").AsMemory(), cancellationToken);
        return ExitCodes.Success;
    }
}
