using System.Diagnostics;
using System.Text;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Commands;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Tests.Rules;

namespace ClickFunnels.Drift.Tests.Git;

/// <summary>Tests the GitHub action: its file, and its comparison as the runner starts it.</summary>
public sealed class ActionTests
{
    private const string Folder = ".github/actions/contract-drift";

    [Test]
    public void Inputs_never_become_part_of_a_command()
    {
        var action = SpecFile.Parse("action.yml", File.ReadAllBytes(Repository.PathOf($"{Folder}/action.yml"))).Root;
        Assert.That(action["runs"]!["using"]!.ToString(), Is.EqualTo("composite"));
        var steps = action["runs"]!["steps"]!.AsArray();
        Assert.That(
            steps.Select(step => step!["run"]!.ToString()),
            Has.None.Contains("${{").And.All.StartsWith("bash \"$GITHUB_ACTION_PATH/")
        );
        Assert.That(
            steps.SelectMany(step => step!["env"]!.AsObject()).Select(entry => entry.Value!.ToString()),
            Is.EquivalentTo(action["inputs"]!.AsObject().Select(input => $"${{{{ inputs.{input.Key} }}}}")),
            "Each input is one environment variable."
        );
        Assert.That(
            action["outputs"]!.AsObject().Select(output => output.Value!["value"]!.ToString()),
            Is.EqualTo(action["outputs"]!.AsObject().Select(output => $"${{{{ steps.compare.outputs.{output.Key} }}}}"))
        );
        foreach (var step in steps)
        {
            var script = File.ReadAllText(Repository.PathOf($"{Folder}/{step!["run"]!.ToString().Split('/')[^1].Trim('"')}"));
            Assert.That(
                step["env"]!.AsObject().Select(entry => entry.Key),
                Has.All.Matches<string>(name => script.Contains(name!, StringComparison.Ordinal))
            );
        }
    }

    [TestCase("breaking", 1, "failed=true\nbreaking=1\nwarning=0\ninfo=0\nversion-step=major\n")]
    [TestCase("off", 0, "failed=false\nbreaking=0\nwarning=0\ninfo=0\nversion-step=major\n")]
    [Platform(Exclude = "Win", Reason = "The runner has bash; a Windows test machine may not.")]
    public async Task The_base_is_compared_and_the_outputs_are_set(string level, int exitCode, string outputs)
    {
        using var repository = new GitRepository();
        var before = Commit(repository, "a");
        Commit(repository, "b");
        repository.Write("severities.yaml", $"- level: {level}\n  rule: response-property-const-changed\n");

        var run = await CompareAsync(repository, "spec/my api.yaml", before, ("DRIFT_SEVERITIES", "severities.yaml"));

        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Output);
        Assert.That(run.Outputs, Is.EqualTo($"{outputs}report={run.Temp}/contract-drift\n"));
        Assert.That(run.Summary, Does.StartWith("## Contract drift: "));
        Assert.That(run.Output.Contains("::error", StringComparison.Ordinal), Is.EqualTo(exitCode == 1));
        Assert.That(
            Directory.GetFiles(Path.Combine(run.Temp, "contract-drift")).Select(Path.GetFileName),
            Is.EquivalentTo((string[])["drift.json", "drift.md", "drift.html", "drift.sarif"])
        );
    }

    [TestCase("spec/my api.yaml", "main", 2, "The input base is not a commit")]
    [TestCase("spec/my api.yaml", "$(touch owned)", 2, "The input base is not a commit")]
    [TestCase("$(touch owned)", null, 3, "does not have this file")]
    [TestCase("x\"; touch owned; \"", null, 3, "does not have this file")]
    [TestCase("--output=owned", null, 3, "does not have this file")]
    [TestCase("", null, 2, "The input spec is empty")]
    [Platform(Exclude = "Win", Reason = "The runner has bash; a Windows test machine may not.")]
    public async Task Hostile_inputs_are_errors_and_run_nothing(string spec, string? commit, int exitCode, string message)
    {
        using var repository = new GitRepository();
        var before = Commit(repository, "a");
        var run = await CompareAsync(repository, spec, commit ?? before);
        Assert.That(run.ExitCode, Is.EqualTo(exitCode), run.Output);
        Assert.That(run.Output, Does.Contain(message));
        Assert.That(run.Outputs, Is.Empty);
        Assert.That(Directory.GetFiles(repository.Root, "*owned*", SearchOption.AllDirectories), Is.Empty);
    }

    private static string Commit(GitRepository repository, string value)
    {
        repository.Write("spec/my api.yaml", Specs.At(SchemaPosition.ResponseProperty, $"type: string\nconst: {value}"));
        return repository.Commit(value);
    }

    private static async Task<(int ExitCode, string Output, string Outputs, string Summary, string Temp)> CompareAsync(
        GitRepository repository,
        string spec,
        string commit,
        params (string Name, string Value)[] inputs
    )
    {
        using var folder = new TemporaryFolder();
        var temp = Directory.CreateTempSubdirectory("clickfunnels-runner-").FullName;
        var tool = folder.File("drift");
        await File.WriteAllTextAsync(
            tool,
            $"#!/bin/sh\nexec dotnet '{typeof(ReportOptions).Assembly.Location}' \"$@\"\n",
            new UTF8Encoding(false)
        );
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var (outputs, summary) = (folder.File("outputs"), folder.File("summary"));
        await File.WriteAllTextAsync(outputs, "");
        await File.WriteAllTextAsync(summary, "");
        var start = new ProcessStartInfo("bash", [Repository.PathOf($"{Folder}/compare.sh")])
        {
            WorkingDirectory = repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (
            var (name, value) in (IEnumerable<(string, string)>)
                [
                    ("DRIFT_TOOL", tool),
                    ("DRIFT_SPEC", spec),
                    ("DRIFT_BASE", commit),
                    ("RUNNER_TEMP", temp),
                    ("GITHUB_OUTPUT", outputs),
                    ("GITHUB_STEP_SUMMARY", summary),
                    .. inputs,
                ]
        )
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync() + await error;
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await File.ReadAllTextAsync(outputs), await File.ReadAllTextAsync(summary), temp);
    }
}
