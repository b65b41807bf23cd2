using System.Globalization;
using System.Text;
using ClickFunnels.Cli.Running;
using ClickFunnels.Drift.Output;
using Spectre.Console;

namespace ClickFunnels.Cli.Jobs;

/// <summary>
/// Shows the progress of a job on the error stream: a bar on a terminal, a line every few seconds elsewhere, and nothing with
/// <c>--quiet</c>.
/// </summary>
internal sealed class ProgressReport
{
    private const int WidthOfBar = 40;
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan BarInterval = TimeSpan.FromMilliseconds(100);
    private readonly Lock _gate = new();
    private readonly CommandRun _run;
    private readonly string _title;
    private readonly int _longest;
    private readonly ProgressContext? _terminal;
    private readonly ProgressTask? _bar;
    private long? _shown;
    private bool _isOver;

    private ProgressReport(CommandRun run, string title, ProgressContext? terminal)
    {
        _run = run;
        _title = title;
        _longest = Math.Max(20, run.Host.Width - WidthOfBar);
        _terminal = terminal;
        _bar = terminal?.AddTask(Markup.Escape(title));
        _bar?.IsIndeterminate = true;
        _shown = terminal is null ? run.Host.Clock.GetTimestamp() : null;
    }

    /// <summary>Runs work that reports its progress.</summary>
    /// <param name="run">The run.</param>
    /// <param name="title">The job, such as <c>Export</c>.</param>
    /// <param name="work">The work.</param>
    public static Task<T> RunAsync<T>(CommandRun run, string title, Func<ProgressReport, Task<T>> work)
    {
        if (run.IsQuiet || !run.Host.IsErrorTerminal || run.Host.Variable("TERM") == "dumb")
        {
            return new ProgressReport(run, title, null).RunAsync(work);
        }

        // Without a thread of its own that draws: it can draw after the end, into the output of the command.
        return Terminal(run.Host)
            .Progress()
            .AutoRefresh(false)
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn { Width = WidthOfBar / 2 },
                new PercentageColumn()
            )
            .StartAsync(context => new ProgressReport(run, title, context).RunAsync(work));
    }

    /// <summary>Shows a state.</summary>
    /// <param name="text">The progress, as a sentence.</param>
    /// <param name="share">The part that is done, from 0 to 1; null if it is not known.</param>
    public void Report(string text, double? share)
    {
        lock (_gate)
        {
            var clock = _run.Host.Clock;
            if (_isOver || _shown is { } shown && clock.GetElapsedTime(shown) < (_bar is null ? LineInterval : BarInterval))
            {
                return;
            }

            _shown = clock.GetTimestamp();
            var line = Printable.Line($"{_title}: {text}");
            Show(line.Length <= _longest ? line : line[.._longest] + "…", share);
        }
    }

    /// <summary>Returns a receiver of the progress of a library. It works at once, and in order.</summary>
    public IProgress<T> Of<T>(Func<T, (string Text, double? Share)> describe) => new Receiver<T>(this, describe);

    private async Task<T> RunAsync<T>(Func<ProgressReport, Task<T>> work)
    {
        try
        {
            return await work(this);
        }
        finally
        {
            lock (_gate)
            {
                _isOver = true;
            }
        }
    }

    private void Show(string line, double? share)
    {
        if (_bar is null)
        {
            _run.Note(share is { } part ? string.Create(CultureInfo.InvariantCulture, $"{line} ({part:P0})") : line);
            return;
        }

        _bar.Description = Markup.Escape(line);
        _bar.IsIndeterminate = share is null;
        _bar.Value = 100 * Math.Clamp(share ?? 0, 0, 1);
        _terminal!.Refresh();
    }

    private static IAnsiConsole Terminal(CliHost host) =>
        AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new ErrorOutput(host),
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes,
                ColorSystem = host.Color ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
                Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
            }
        );

    private sealed class Receiver<T>(ProgressReport report, Func<T, (string Text, double? Share)> describe) : IProgress<T>
    {
        public void Report(T value)
        {
            var (text, share) = describe(value);
            report.Report(text, share);
        }
    }

    private sealed class ErrorOutput(CliHost host) : IAnsiConsoleOutput
    {
        public TextWriter Writer => host.Error;

        public bool IsTerminal => host.IsErrorTerminal;

        public int Width => host.Width;

        public int Height => 25;

        public void SetEncoding(Encoding encoding)
        {
            // The stream of the program keeps its encoding.
        }
    }
}
