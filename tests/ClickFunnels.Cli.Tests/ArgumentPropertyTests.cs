using ClickFunnels.Cli.Operations;
using ClickFunnels.Cli.Running;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Cli.Tests;

/// <summary>Arguments of any kind end with a message and a documented exit code.</summary>
public sealed class ArgumentPropertyTests
{
    private static readonly string[] Words =
    [
        .. Commands
            .All.SelectMany(command => command.Options.SelectMany(option => option.Aliases.Append(option.Name)).Append(command.Name))
            .Distinct(),
        "",
        "-",
        "--",
        "=",
        "@missing.rsp",
        "[suggest]",
        "[suggest:3]",
        "[diagram]",
        "a=b",
        "a:={",
        "a[=1",
        "a[\"x=1",
        "\u001b[31mred",
        "\0",
        "..",
        "42",
        "-1",
        "99999999999999999999",
        "null",
        "'; rm -rf / #",
        "%s%n",
        "\ud800",
    ];

    [Test]
    public void Any_arguments_end_with_a_message()
    {
        var arguments = Gen.Elements(Words).ListOf().Select(words => words.Take(8).ToArray());

        Prop.ForAll(
                arguments.ToArbitrary(),
                words =>
                {
                    using var cli = new Cli { Input = "{}" };
                    var result = cli.RunAsync(["contacts", .. words, "--dry-run"]).GetAwaiter().GetResult();
                    Assert.That(result.ExitCode, Is.Not.EqualTo(ExitCodes.Internal), result.Error);
                    Assert.That(
                        result.Error.Contains("   at ", StringComparison.Ordinal) || result.Error.Contains('\u001b'),
                        Is.False,
                        result.Error
                    );
                    Assert.That(result.ExitCode == 0 || result.Error.StartsWith("clickfunnels: ", StringComparison.Ordinal), result.Error);
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
    }

    [Test]
    public void Any_assignment_is_read_or_refused()
    {
        var characters = Gen.Elements(["a", "b", ".", "[", "]", "\"", "=", ":", "0", "7", "-", " ", "é", "\n"]);
        Prop.ForAll(
                characters.ListOf().Select(parts => string.Concat(parts)).ToArbitrary(),
                text =>
                {
                    try
                    {
                        var assignment = Assignment.Parse(text, "--set");
                        Assert.That(assignment.Path, Is.Not.Empty);
                        Assert.That(assignment.Text + (assignment.IsJson ? ":=" : "=") + assignment.Value, Is.EqualTo(text));
                    }
                    catch (CliException problem)
                    {
                        Assert.That(problem.ExitCode, Is.EqualTo(ExitCodes.Usage));
                    }
                }
            )
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }
}
