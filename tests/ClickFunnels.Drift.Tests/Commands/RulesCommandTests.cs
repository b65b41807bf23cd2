using ClickFunnels.Drift.Commands;
using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Commands;

public sealed class RulesCommandTests
{
    [Test]
    public async Task All_rules_are_listed_each_on_a_line()
    {
        var (exit, output, _) = await RunAsync("rules");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(exit, Is.EqualTo(ExitCode.Clean));
        Assert.That(lines.Select(line => line.Split(' ')[0]), Is.EqualTo(DiffRules.All.Keys));
        Assert.That(
            lines.Single(line => line.StartsWith("operation-moved ", StringComparison.Ordinal)),
            Does.Contain(" breaking ").And.Contain(" major ")
        );
    }

    [TestCase("operation-moved", "our own")]
    [TestCase("endpoint-added", "same severity")]
    [TestCase("api-security-added", "has the severity info")]
    [TestCase("api-stability-decreased", "has the severity breaking")]
    public async Task One_rule_is_explained(string id, string expected)
    {
        var (exit, output, _) = await RunAsync("rules", id);
        Assert.That(exit, Is.EqualTo(ExitCode.Clean));
        Assert.That(output, Does.StartWith(id).And.Contain(expected));
    }

    [Test]
    public async Task An_unknown_rule_is_bad_usage_and_similar_rules_are_named()
    {
        var (exit, output, error) = await RunAsync("rules", "operation-move");
        Assert.That(exit, Is.EqualTo(ExitCode.BadUsage));
        Assert.That(output, Is.Empty);
        Assert.That(error, Does.Contain("operation-moved"));
    }

    [Test]
    public async Task Markdown_is_the_document()
    {
        var (exit, output, _) = await RunAsync("rules", "--format", "markdown");
        Assert.That(exit, Is.EqualTo(ExitCode.Clean));
        Assert.That(output, Is.EqualTo(RuleDocument.Markdown()));
    }

    [Test]
    public void An_unknown_format_is_refused() => Assert.That(Parse(["rules", "--format", "html"]).Errors, Is.Not.Empty);

    [TestCase("diff", "a.yaml", "b.yaml", "--current-version", "1.2")]
    public void An_invalid_version_is_refused_with_an_example(params string[] arguments) =>
        Assert.That(Parse(arguments).Errors.Single().Message, Does.Contain("0.1.0").And.Contain("1.2"));

    private static System.CommandLine.ParseResult Parse(string[] arguments) =>
        CommandLine.Create(TextWriter.Null, TextWriter.Null).Parse(arguments);

    private static async Task<(int Exit, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var exit = await CommandLine.Create(output, error).Parse(arguments).InvokeAsync();
        return (exit, output.ToString(), error.ToString());
    }
}
