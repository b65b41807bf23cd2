using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Describing;
using ClickFunnels.Cli.Running;
using ClickFunnels.Emulator;

namespace ClickFunnels.Cli.Tests.Documents;

/// <summary>
/// Writes docs/cli.md from its template: the examples are run against an emulator and get their output, and the tables come from the
/// program.
/// </summary>
internal static partial class CliPage
{
    private const string Template = "tests/ClickFunnels.Cli.Tests/Documents/cli.template";
    private const string ExitCodeComment = " # exit code ";
    private const string Background = " &";

    // The address of an emulator that a reader starts.
    private const string LocalEmulator = "http://127.0.0.1:4010";

    public static async Task<string> WriteAsync()
    {
        var clock = new FixedStartClock();
        await using var emulator = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions
            {
                DemoShop = true,
                // As --emulator does, so that a reader sees the same.
                FirstId = EmulatorAccount.FirstId,
                IdSeed = EmulatorAccount.IdSeed,
                TimeProvider = clock,
            }
        );
        using var cli = new Cli();
        cli.Use(emulator);
        await File.WriteAllTextAsync(Path.Combine(cli.Folder, "token.txt"), emulator.AccessToken + "\n");
        RunningCli? running = null;
        var text = new StringBuilder();
        var isExample = false;
        var created = "";
        foreach (var read in await File.ReadAllLinesAsync(Repository.PathOf(Template)))
        {
            var line = read.Replace("{{created}}", created, StringComparison.Ordinal);
            isExample = line == "```console" || (isExample && line != "```");
            text.Append(Table(line) ?? line + "\n");
            if (isExample && line.StartsWith("$ ", StringComparison.Ordinal))
            {
                var output = "";
                // The signatures of deliveries have the time of the emulator.
                cli.Clock = line.Contains(" webhooks ", StringComparison.Ordinal) ? clock : TimeProvider.System;
                if (line.EndsWith(Background, StringComparison.Ordinal))
                {
                    running = new RunningCli(cli, line[2..^Background.Length]["clickfunnels ".Length..]);
                    await running.AddressAsync();
                }
                else
                {
                    output = line == "$ wait" ? await EndAsync(running!) : await RunAsync(cli, line[2..], emulator);
                }

                text.Append(output);
                created = line.Contains(" create ", StringComparison.Ordinal) ? CreatedId().Match(output).Groups[1].Value : created;
            }
        }

        return text.ToString();
    }

    // Its messages have a port and the time.
    private static async Task<string> EndAsync(RunningCli running)
    {
        await using (running)
        {
            return (await running.EndAsync()).Succeeds().Output.ReplaceLineEndings("\n");
        }
    }

    private static async Task<string> RunAsync(Cli cli, string line, ClickFunnelsEmulator emulator)
    {
        var exitCode = 0;
        var comment = line.IndexOf(ExitCodeComment, StringComparison.Ordinal);
        if (comment > 0)
        {
            exitCode = int.Parse(line[(comment + ExitCodeComment.Length)..], CultureInfo.InvariantCulture);
            line = line[..comment];
        }

        if (line.StartsWith("cat ", StringComparison.Ordinal))
        {
            return Show(cli, line[4..]);
        }

        var pipe = line.StartsWith("echo ", StringComparison.Ordinal) ? line.IndexOf(" | ", StringComparison.Ordinal) : -1;
        var file = pipe > 0 ? -1 : line.IndexOf(" < ", StringComparison.Ordinal);
        cli.Input =
            pipe > 0 ? ShellWords.Split(line[..pipe])[1] + "\n"
            : file > 0 ? await File.ReadAllTextAsync(Path.Combine(cli.Folder, line[(file + 3)..]))
            : "";
        var command =
            pipe > 0 ? line[(pipe + 3)..]
            : file > 0 ? line[..file]
            : line;
        var isLocal = command.Contains(LocalEmulator, StringComparison.Ordinal) || command.Contains(" profiles ", StringComparison.Ordinal);
        command = command.Replace(LocalEmulator, emulator.Url.AbsoluteUri.TrimEnd('/'), StringComparison.Ordinal);
        Assert.That(command, Does.StartWith("clickfunnels "));
        var result = await cli.RunAsync([
            .. ShellWords.Split(command).Select(word => FileName().IsMatch(word) ? Path.Combine(cli.Folder, word) : word),
        ]);
        Assert.That(result.ExitCode, Is.EqualTo(exitCode), $"{line}\n{result.Error}{result.Output}");
        // The port differs from run to run.
        return (result.Output.ReplaceLineEndings("\n") + result.Error)
            .Replace(cli.Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
            .Replace(
                emulator.Url.AbsoluteUri,
                isLocal ? LocalEmulator + "/" : "https://myworkspace.myclickfunnels.com/",
                StringComparison.Ordinal
            );
    }

    // A file of the examples, which the commands after it use.
    private static string Show(Cli cli, string name)
    {
        var source = Repository.PathOf(Path.Combine(Path.GetDirectoryName(Template)!, "examples", name));
        var copy = Path.Combine(cli.Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        File.Copy(source, copy);
        return File.ReadAllText(source).TrimEnd('\n') + "\n";
    }

    [GeneratedRegex(@"^([a-z-]+\.(yaml|csv|sqlite|jsonl|http)|old-shop|move)$")]
    private static partial Regex FileName();

    private static string? Table(string line) =>
        line switch
        {
            "{{global options}}" => OptionTable(Root().Options.Where(static option => !option.Hidden)),
            "{{exit codes}}" => ExitCodes(),
            "{{commands}}" => Commands(),
            "{{variables}}" => Variables(),
            _ => null,
        };

    private static string Variables()
    {
        var text = new StringBuilder("| variable | meaning |\n|---|---|\n");
        foreach (var variable in AccountVariable.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{variable.Name}` | {PageText.Cell(variable.Meaning)} |\n");
        }

        text.Append("| `CLICKFUNNELS_CREDENTIALS` | `keyring` to keep the secrets of a login in the keyring of the system. |\n");
        text.Append("| `CLICKFUNNELS_ERROR_FORMAT` | `json` for errors as JSON, unless `--error-format` is set. |\n");
        text.Append("| `CLICKFUNNELS_CONFIG_DIR` | The folder with settings, in place of that of the user. |\n");
        text.Append("| `NO_COLOR` | Any value turns colors off. |\n\n");
        return text.ToString();
    }

    private static CliRootCommand Root()
    {
        using var cli = new Cli();
        return CommandTree.All(cli.Host(TextWriter.Null, TextWriter.Null));
    }

    private static string ExitCodes()
    {
        var text = new StringBuilder("| exit code | `code` | meaning |\n|---|---|---|\n");
        foreach (var row in ExitCodeTable.Rows)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {row.Code} | `{row.Name}` | {row.Meaning} |\n");
        }

        return text.ToString();
    }

    private static string OptionTable(IEnumerable<Option> options)
    {
        var text = new StringBuilder("| option | meaning |\n|---|---|\n");
        foreach (var option in options)
        {
            var names = string.Join(", ", CommandDescription.NamesOf(option).Select(static name => $"`{name}`"));
            var value = option.HelpName is { } help ? $" `{help}`" : "";
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {PageText.Cell(names + value, isCode: true)} | {PageText.Cell(option.Description!)} |\n"
            );
        }

        return text.ToString();
    }

    // The commands that are not operations.
    private static string Commands()
    {
        var text = new StringBuilder();
        foreach (var command in All(Root()).OfType<CliCommand>().Where(static command => command.OperationId is null && !command.Hidden))
        {
            var arguments = string.Concat(
                command
                    .Arguments.Where(static argument => !argument.Hidden)
                    .Select(static argument => " " + (argument.HelpName ?? argument.Name.ToUpperInvariant()))
            );
            text.Append(CultureInfo.InvariantCulture, $"### {CommandTree.PathOf(command)["clickfunnels ".Length..]}\n\n");
            text.Append(
                CultureInfo.InvariantCulture,
                $"{PageText.Cell(command.Description!)}\n\n```\n{CommandTree.PathOf(command)}{arguments}\n"
            );
            text.Append(CultureInfo.InvariantCulture, $"```\n\nExample: `{command.Example}`\n\n");
            var options = command.Options.Where(static option => !option.Hidden).ToList();
            text.Append(options.Count > 0 ? OptionTable(options) + "\n" : "");
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static IEnumerable<Command> All(Command command) => command.Subcommands.SelectMany(All).Prepend(command);

    [GeneratedRegex("\"id\": ([0-9]+)")]
    private static partial Regex CreatedId();
}
