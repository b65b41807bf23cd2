using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Tests.Commands;
using ClickFunnels.Drift.Tests.Rules;

namespace ClickFunnels.Drift.Tests.Git;

/// <summary>Tests the changelog of a contract.</summary>
public sealed class ChangelogTests
{
    [Test]
    public async Task Each_commit_lists_its_changes_by_kind()
    {
        using var repository = new GitRepository();
        var file = repository.Write("api.yaml", Contract("a: {type: string}, b: {type: string}"));
        var first = repository.Commit("Add the contract");
        repository.Write("other.txt", "x");
        repository.Commit("Something else");
        repository.Write("api.yaml", Contract("a: {type: string}, c: {type: integer}"));
        var second = repository.Commit("Replace b <script> | `x` [a](http://b) @team");
        repository.Write("api.yaml", "openapi: [\n");
        repository.Commit("Broken");

        var run = await DriftProgram.RunAsync("changelog", file);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((0, "")));
        Assert.That(run.Output, Does.StartWith("# Changes of api.yaml\n\n## 2026-08-31 `"));
        Assert.That(run.Output, Does.Contain($"## 2026-08-31 `{first[..10]}` Add the contract\n\nThe file was added.\n"));
        Assert.That(
            run.Output,
            Does.Contain(
                $"## 2026-08-31 `{second[..10]}` Replace b &lt;script&gt; \\| \\`x\\` \\[a\\](http://b) @<!-- -->team\n\n### Breaking\n\n- "
            )
        );
        Assert.That(
            run.Output,
            Does.Match(@"### Breaking\n\n- [^\n]*\.B[^\n]*C#: Remove the code that uses [^\n]*\.B[^\n]*\n\n### Added\n\n- [^\n]*\.C")
        );
        Assert.That(run.Output, Does.Contain("Not comparable: ").And.Not.Contain("Something else"));

        var since = await DriftProgram.RunAsync("changelog", file, "--since", first, "--max-commits", "1");
        Assert.That(since.Output, Does.Contain("Broken").And.Not.Contain("Replace b").And.Contain("Older commits are left out"));
    }

    [TestCase("--since", "no-such-tag", 3, "has no such revision")]
    [TestCase("--since", "--all", 3, "has no such revision")]
    [TestCase("--since", "HEAD", 3, "No commit after HEAD changed this file")]
    [TestCase("--max-commits", "0", 2, "expects a number from 1 to 1000")]
    [TestCase("--max-commits", "many", 2, "many")]
    public async Task Wrong_arguments_are_named(string option, string value, int exitCode, string message)
    {
        using var repository = new GitRepository();
        var file = repository.Write("api.yaml", Contract("a: {type: string}"));
        repository.Commit("Add the contract");
        var run = await DriftProgram.RunAsync("changelog", file, $"{option}={value}");
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((exitCode, "")), run.Error);
        Assert.That(run.Error, Does.Contain(message));
    }

    private static string Contract(string properties) =>
        Specs.At(SchemaPosition.ResponseProperty, $"type: object\nproperties: {{{properties}}}");
}
