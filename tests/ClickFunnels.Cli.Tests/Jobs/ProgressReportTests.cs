using ClickFunnels.Cli.Jobs;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Tests.Jobs;

/// <summary>The progress of jobs: only on the error stream, and only where it helps.</summary>
public sealed class ProgressReportTests
{
    [Test]
    public async Task Without_a_terminal_there_is_a_line_every_five_seconds()
    {
        var clock = new ManualTimeProvider();
        var (output, error) = await RunAsync(
            isTerminal: false,
            clock,
            report =>
            {
                report.Report("1 row", 0.1);
                clock.Advance(TimeSpan.FromSeconds(5));
                report.Report("2 rows\u001b[31m", 0.2);
                report.Report("3 rows", 0.3);
                clock.Advance(TimeSpan.FromSeconds(5));
                report.Report("4 rows", null);
            }
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(output, Is.Empty);
            Assert.That(error, Is.EqualTo("Export: 2 rows\\u001b[31m (20 %)\nExport: 4 rows\n"));
        }
    }

    [Test]
    public async Task A_terminal_has_a_bar_that_shows_texts_as_they_are()
    {
        var (output, error) = await RunAsync(
            isTerminal: true,
            new ManualTimeProvider(),
            report => report.Report("[red]rows[/] \u001b[31m", 0.5)
        );
        using (Assert.EnterMultipleScope())
        {
            Assert.That(output, Is.Empty);
            Assert.That(error, Does.Contain("[red]rows[/] \\u001b[31m").And.Contain("50%"));
        }
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Quiet_runs_show_nothing(bool isTerminal)
    {
        var clock = new ManualTimeProvider();
        var (output, error) = await RunAsync(
            isTerminal,
            clock,
            report =>
            {
                clock.Advance(TimeSpan.FromMinutes(1));
                report.Report("rows", 0.5);
            },
            "--quiet"
        );
        Assert.That(output + error, Is.Empty);
    }

    private static async Task<(string Output, string Error)> RunAsync(
        bool isTerminal,
        TimeProvider clock,
        Action<ProgressReport> work,
        params string[] options
    )
    {
        using var cli = new Cli { IsTerminal = isTerminal, Clock = clock };
        using var output = new StringWriter { NewLine = "\n" };
        using var error = new StringWriter { NewLine = "\n" };
        var root = CommandTree.For([], cli.Host(output, error));
        await using var run = CommandRun.Of(root.Parse([.. options]));
        await ProgressReport.RunAsync(
            run,
            "Export",
            report =>
            {
                work(report);
                return Task.FromResult(0);
            }
        );
        return (output.ToString(), error.ToString());
    }
}
