using System.Diagnostics;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Tests.Skills;

/// <summary>The scheduled job opens an issue for new findings, renews it, and fails for everything else.</summary>
[Platform(Exclude = "Win", Reason = "The runner has bash; a Windows test machine may not.")]
public sealed class SkillsWorkflowTests
{
    [TestCase(0, "", 0, "")]
    [TestCase(1, "", 0, "list create")]
    [TestCase(1, "42", 0, "list edit-42")]
    [TestCase(3, "", 3, "")]
    public async Task An_issue_is_opened_or_renewed(int code, string open, int exitCode, string calls)
    {
        using var folder = new TemporaryFolder();
        var log = folder.File("calls");
        await File.WriteAllTextAsync(log, "");
        Write(folder, "drift/clickfunnels-drift", $"#!/bin/sh\necho \"$@\" > arguments\necho report > skills.md\nexit {code}\n");
        Write(folder, "bin/gh", $"#!/bin/sh\ncase \"$2\" in\nlist) echo {open};;\nesac\necho \"$@\" >> '{log}'\n");
        await File.WriteAllTextAsync(folder.File("skills-waivers.yaml"), "[]");

        var start = new ProcessStartInfo("bash", ["-e", "-c", Script()]) { WorkingDirectory = folder.Path, RedirectStandardError = true };
        start.Environment["RUNNER_TEMP"] = folder.Path;
        start.Environment["GITHUB_STEP_SUMMARY"] = folder.File("summary");
        start.Environment["GITHUB_REPOSITORY"] = "owner/name";
        start.Environment["PINNED"] = "spec/my api.yaml";
        start.Environment["PATH"] = $"{folder.File("bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.That(process.ExitCode, Is.EqualTo(exitCode), error);
        var called = (await File.ReadAllLinesAsync(log)).Select(line =>
            line.Split(' ') is [_, "edit", var number, ..] ? "edit-" + number : line.Split(' ')[1]
        );
        Assert.That(string.Join(' ', called), Is.EqualTo(calls));
        Assert.That(
            await File.ReadAllTextAsync(folder.File("arguments")),
            Is.EqualTo(
                "skills vendor-skills --contract spec/my api.yaml --waivers skills-waivers.yaml --fail-on warning "
                    + "--report markdown=skills.md\n"
            )
        );
    }

    private static string Script()
    {
        var steps = SpecFile.Parse("drift.yml", File.ReadAllBytes(Repository.PathOf(".github/workflows/drift.yml"))).Root["jobs"]![
            "skills"
        ]!["steps"]!;
        var scripts = steps.AsArray().Select(step => step!["run"]?.ToString()).OfType<string>().ToList();
        Assert.That(scripts, Has.None.Contains("${{"), "Inputs never become part of a command.");
        return scripts[^1];
    }

    private static void Write(TemporaryFolder folder, string name, string text)
    {
        var path = folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }
}
