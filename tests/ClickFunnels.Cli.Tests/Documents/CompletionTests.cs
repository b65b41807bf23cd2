using System.Diagnostics;

namespace ClickFunnels.Cli.Tests.Documents;

/// <summary>The completion scripts, run by the shells where these are installed.</summary>
[Platform("Linux,MacOsX")]
public sealed class CompletionTests
{
    [TestCase("clickfunnels cont", "contacts")]
    [TestCase("clickfunnels contacts li", "list")]
    [TestCase("clickfunnels contacts list -o js", "json jsonl")]
    [TestCase("clickfunnels contacts list --fie", "--fields")]
    [TestCase("clickfunnels products create --set visible_in_store=f", "false")]
    [TestCase("clickfunnels products create --set name=Shirt --set visible_in_store=", "false true")]
    [TestCase("clickfunnels contacts list --filter 'tag", "")]
    [TestCase("clickfunnels contacts list --filter tag", "tag_ids=")]
    [TestCase("clickfunnels completion ba", "bash")]
    [TestCase("clickfunnels simvoly prod", "products")]
    public async Task Bash_completes(string line, string expected) => Assert.That(await BashAsync(line), Is.EqualTo(expected));

    [Test]
    public async Task Bash_lists_commands_but_no_options_before_a_dash()
    {
        var listed = await BashAsync("clickfunnels contacts ");

        Assert.That(listed.Split(' '), Does.Contain("list").And.Not.Contain("--help").And.Not.Contain("/h"));
    }

    [TestCase("clickfunnels contacts list --fields $(touch${IFS}FILE)")]
    [TestCase("clickfunnels `touch${IFS}FILE` ")]
    [TestCase("clickfunnels contacts create --set '; touch FILE; ")]
    public async Task Bash_evaluates_nothing_of_the_line(string line)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "made");

        await BashAsync(line.Replace("FILE", file, StringComparison.Ordinal));

        Assert.That(File.Exists(file), Is.False);
    }

    [TestCase("$(touch FILE)")]
    [TestCase("`touch FILE`")]
    [TestCase("contacts; touch FILE")]
    public async Task Bash_evaluates_nothing_that_the_program_lists(string listed)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "made");
        var text = listed.Replace("FILE", file, StringComparison.Ordinal);

        var result = await BashAsync("clickfunnels ", $"printf '%s\\n' {Quote(text)}");

        Assert.That((result, File.Exists(file)), Is.EqualTo((text, false)));
    }

    [TestCase("zsh", "-n")]
    [TestCase("fish", "-n")]
    public async Task The_script_of_another_shell_is_valid(string shell, string check)
    {
        using var folder = new TemporaryFolder();
        var script = await ScriptAsync(folder, shell);

        Assert.That(await RunAsync(shell, [check, script], folder.Path), Is.Empty);
    }

    [TestCase("clickfunnels contacts li", "list")]
    [TestCase("clickfunnels contacts list -o yam", "yaml")]
    [TestCase("clickfunnels products create --set visible_in_store=f", "visible_in_store=false")]
    public async Task Fish_completes(string line, string expected)
    {
        using var folder = new TemporaryFolder();
        var script = await ScriptAsync(folder, "fish");
        WriteProgram(folder, RealProgram);

        var listed = await RunAsync("fish", ["-N", "-c", $"source {script}; complete -C {Quote(line)}"], folder.Path);

        Assert.That(listed.Trim(), Is.EqualTo(expected));
    }

    [TestCase("clickfunnels contacts li", "list")]
    [TestCase("clickfunnels contacts list -o js", "json jsonl")]
    [TestCase("clickfunnels contacts list --fie", "--fields")]
    [TestCase("clickfunnels products create --set visible_in_store=f", "visible_in_store=false")]
    [TestCase("clickfunnels products create --set name=Shirt --set visible_in_store=", "visible_in_store=false visible_in_store=true")]
    public async Task PowerShell_completes(string line, string expected) => Assert.That(await PowerShellAsync(line), Is.EqualTo(expected));

    [TestCase("clickfunnels contacts $(New-Item FILE)")]
    [TestCase("clickfunnels contacts; New-Item FILE; clickfunnels ")]
    public async Task PowerShell_evaluates_nothing_of_the_line(string line)
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "made");

        await PowerShellAsync(line.Replace("FILE", file, StringComparison.Ordinal));

        Assert.That(File.Exists(file), Is.False);
    }

    [Test]
    public async Task An_unknown_shell_is_an_error()
    {
        using var cli = new Cli();

        (await cli.RunAsync("completion bsh")).Fails(2, "Did you mean bash?");
        (await cli.RunAsync("completion powershell")).Succeeds();
    }

    [TestCase("contacts ")]
    [TestCase("products ")]
    public async Task Hidden_commands_are_not_listed(string line)
    {
        using var cli = new Cli();
        var all = Running.CommandTree.All(cli.Host(TextWriter.Null, TextWriter.Null));
        var hidden = all.Subcommands.Single(command => command.Name == line.Trim()).Subcommands.Where(static command => command.Hidden);

        var listed = (await cli.RunAsync([$"[suggest:{line.Length}]", line])).Succeeds().Output.Split('\n');

        Assert.That(listed.Intersect(hidden.Select(static command => command.Name)), Is.Empty);
        Assert.That(listed, Does.Contain("list"));
    }

    private static string RealProgram => $"exec dotnet {Quote(Path.Combine(AppContext.BaseDirectory, "clickfunnels.dll"))} \"$@\"";

    private static Task<string> BashAsync(string line) => BashAsync(line, RealProgram);

    private static async Task<string> BashAsync(string line, string program)
    {
        using var folder = new TemporaryFolder();
        var script = await ScriptAsync(folder, "bash");
        WriteProgram(folder, program);
        var run =
            $"source {script}; COMP_LINE={Quote(line)}; COMP_POINT=${{#COMP_LINE}}; _clickfunnels_complete; "
            + "(( ${#COMPREPLY[@]} )) && printf '%s\\n' \"${COMPREPLY[@]}\"; true";
        var listed = await RunAsync("bash", ["--norc", "-c", run], folder.Path);
        return string.Join(' ', listed.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    // PowerShell is a local tool of the repository.
    private static async Task<string> PowerShellAsync(string line)
    {
        using var folder = new TemporaryFolder();
        var script = await ScriptAsync(folder, "powershell");
        WriteProgram(folder, RealProgram);
        var quoted = "'" + line.Replace("'", "''", StringComparison.Ordinal) + "'";
        var run =
            $"Get-Content -Raw {script} | Invoke-Expression; $line = {quoted}; "
            + "$found = [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null); "
            + "$found.CompletionMatches.CompletionText";
        var listed = await RunAsync("dotnet", ["tool", "run", "pwsh", "--", "-NoProfile", "-NonInteractive", "-Command", run], folder.Path);
        return string.Join(' ', listed.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private static async Task<string> ScriptAsync(TemporaryFolder folder, string shell)
    {
        using var cli = new Cli();
        var script = Path.Combine(folder.Path, shell + ".script");
        await File.WriteAllTextAsync(script, (await cli.RunAsync($"completion {shell}")).Succeeds().Output);
        return script;
    }

    private static void WriteProgram(TemporaryFolder folder, string text)
    {
        var program = Path.Combine(folder.Path, "clickfunnels");
        File.WriteAllText(program, $"#!/bin/sh\n{text}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
            Environment = { ["PATH"] = folder + ":" + Environment.GetEnvironmentVariable("PATH") },
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore($"{program} is not installed.");
            throw;
        }

        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0 && (await error).Contains("dotnet tool restore", StringComparison.Ordinal))
            {
                Assert.Ignore("The local tools are not installed. Run dotnet tool restore.");
            }

            Assert.That((process.ExitCode, await error), Is.EqualTo((0, "")));
            return output;
        }
    }

    private static string Quote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
