using System.CommandLine;
using ClickFunnels.Drift.Commands;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Tests.Commands;

/// <summary>Tests the exit codes and error messages of the program.</summary>
public sealed class ExitCodeTests
{
    private readonly SpecFolder _specs = new();

    [TearDown]
    public void DeleteFolder() => _specs.Dispose();

    [TestCase("breaking", 1)]
    [TestCase("warning", 1)]
    [TestCase("info", 1)]
    public async Task A_breaking_change_fails_at_each_level(string level, int exitCode) =>
        await FailsAsync(_specs.Old, _specs.Breaking, level, exitCode);

    [TestCase("breaking", 0)]
    [TestCase("warning", 1)]
    [TestCase("info", 1)]
    public async Task A_warning_fails_from_warning_on(string level, int exitCode) =>
        await FailsAsync(_specs.Old, _specs.Warning, level, exitCode);

    [TestCase("breaking", 0)]
    [TestCase("warning", 0)]
    [TestCase("info", 1)]
    public async Task An_info_fails_only_at_info(string level, int exitCode) =>
        await FailsAsync(_specs.Warning, _specs.Old, level, exitCode);

    [Test]
    public async Task The_default_level_is_breaking() =>
        Assert.That((await DriftProgram.RunAsync("diff", _specs.Old, _specs.Warning)).ExitCode, Is.Zero);

    [Test]
    public async Task Bad_input_is_reported_with_its_position()
    {
        var empty = _specs.Write("empty.yaml", "");
        var noOperations = _specs.Write("none.yaml", "openapi: 3.1.0\npaths: {}\n");
        var json = _specs.Write("bad.json", "{\n  \"openapi\": \"3.1.0\",\n  \"paths\": }\n");
        (string File, string Error)[] cases =
        [
            (_specs.At("missing.yaml"), $"{_specs.At("missing.yaml")}: The file does not exist.\n"),
            (empty, $"{empty}: The file is empty.\n"),
            (noOperations, $"{noOperations}(2,8): The document holds no operation, so there is nothing to compare.\n"),
        ];
        foreach (var (file, error) in cases)
        {
            Assert.That(await DriftProgram.RunAsync("diff", _specs.Old, file), Is.EqualTo(new DriftRun(3, "", error)));
        }

        using (var vendor = new LoopbackSpec("openapi: ["))
        {
            var run = await DriftProgram.RunAsync("diff", _specs.Old, vendor.Address + "?token=secret");
            Assert.That(run.Error, Does.StartWith(vendor.Address + "(").And.Not.Contain("secret"));
        }

        Assert.That((await DriftProgram.RunAsync("diff", json, _specs.Old)).Error, Does.StartWith($"{json}(3,12): Malformed JSON: "));
        var apart = await DriftProgram.RunAsync("diff", _specs.Old, _specs.Elsewhere);
        Assert.That((apart.ExitCode, apart.Output), Is.EqualTo((3, "")));
        Assert.That(apart.Error, Does.Contain("nothing to compare"));
    }

    [TestCase(new[] { "--fail-on", "error" }, "--fail-on expects breaking, warning or info, not \"error\".")]
    [TestCase(new[] { "--fail-on", "Breaking" }, "--fail-on expects breaking, warning or info, not \"Breaking\".")]
    [TestCase(new[] { "--format", "pdf" }, "--format expects one of text, json, markdown, html, sarif, junit, github, not \"pdf\".")]
    [TestCase(
        new[] { "--report", "report.sarif" },
        "--report expects FORMAT=FILE with one of text, json, markdown, html, sarif, junit, github, not \"report.sarif\"."
    )]
    [TestCase(
        new[] { "--report", "sarif=" },
        "--report expects FORMAT=FILE with one of text, json, markdown, html, sarif, junit, github, not \"sarif=\"."
    )]
    [TestCase(
        new[] { "--output", "no-such-folder/report" },
        "--output no-such-folder/report: The folder of the file does not exist; create it first."
    )]
    [TestCase(new[] { "--output", "." }, "--output .: Expected a file, but this is a directory.")]
    [TestCase(new[] { "--output", "same", "--report", "json=same" }, "--report same: Another report is already written to this file.")]
    [TestCase(new[] { "--reason", "known" }, "--reason and --expires belong to --write-waivers FILE.")]
    [TestCase(
        new[] { "--write-waivers", "w.yaml", "--expires", "2027-01-31" },
        "--write-waivers requires --reason TEXT, the reason for accepting the findings."
    )]
    [TestCase(
        new[] { "--write-waivers", "w.yaml", "--reason", "known", "--expires", "soon" },
        "--write-waivers requires --expires with a date such as 2027-01-31."
    )]
    public async Task Wrong_arguments_are_named(string[] arguments, string error)
    {
        var run = await DriftProgram.RunAsync(["diff", _specs.Old, _specs.Old, .. arguments]);
        Assert.That(run, Is.EqualTo(new DriftRun(2, "", $"{error}\nTry --help.\n")));
    }

    [Test]
    public async Task Comparing_nothing_is_refused()
    {
        var run = await RunAsync(_ => Task.FromResult(new Report("a folder", [], 0, "responses")));
        Assert.That((run.ExitCode, run.Output), Is.EqualTo((3, "")));
        Assert.That(run.Error, Does.StartWith("a folder: Nothing was compared (0 responses)"));
    }

    [Test]
    public async Task An_internal_error_is_one_line()
    {
        var run = await RunAsync(_ => throw new InvalidOperationException("Out of\nluck."));
        Assert.That(
            run,
            Is.EqualTo(
                new DriftRun(70, "", "Internal error: InvalidOperationException: Out of\\nluck. Run with --debug for the stack trace.\n")
            )
        );
    }

    [Test]
    public async Task The_stack_trace_of_an_internal_error_is_shown_on_request()
    {
        var run = await RunAsync(_ => throw new InvalidOperationException("Out of luck."), "--debug");
        Assert.That(run.ExitCode, Is.EqualTo(70));
        Assert.That(run.Error, Does.Contain("   at ").And.Not.Contain("Run with --debug"));
    }

    [Test]
    public async Task Cancellation_is_not_an_internal_error()
    {
        using var canceled = new CancellationTokenSource();
        var run = await RunAsync(
            token =>
            {
                canceled.Cancel();
                token.ThrowIfCancellationRequested();
                throw new AssertionException("The work was not given the token.");
            },
            cancellationToken: canceled.Token
        );
        Assert.That(run, Is.EqualTo(new DriftRun(130, "", "Canceled.\n")));
    }

    private static async Task FailsAsync(string before, string after, string level, int exitCode)
    {
        var run = await DriftProgram.RunAsync("diff", before, after, "--fail-on", level);
        Assert.That((run.ExitCode, run.Error), Is.EqualTo((exitCode, "")));
        Assert.That(run.Output, Does.Contain("fingerprint: "), "The finding is shown at each level.");
    }

    private static async Task<DriftRun> RunAsync(
        Func<CancellationToken, Task<Report>> work,
        string? argument = null,
        CancellationToken cancellationToken = default
    )
    {
        using StringWriter output = new() { NewLine = "\n" },
            error = new() { NewLine = "\n" };
        var options = new ReportOptions();
        var command = new RootCommand();
        options.AddTo(command);
        command.SetAction((parsed, token) => options.RunAsync(parsed, output, error, work, token));
        var exitCode = await command.Parse(argument is null ? [] : [argument]).InvokeAsync(cancellationToken: cancellationToken);
        return new DriftRun(exitCode, output.ToString(), error.ToString());
    }
}
