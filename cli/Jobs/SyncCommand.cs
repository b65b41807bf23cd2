using System.CommandLine;
using System.Globalization;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;
using ClickFunnels.Sync;

namespace ClickFunnels.Cli.Jobs;

/// <summary>The command <c>sync</c>: keeps a copy of the records of a workspace up to date.</summary>
internal sealed class SyncCommand
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    private readonly WorkspaceCopy _copy = new("Sync", onlyDatabases: true);

    private readonly Option<string?> _every = new("--every")
    {
        Description = "Run again after this time until the program is stopped, such as 15m. Units: s, m, h and d.",
        HelpName = "TIME",
    };

    private readonly Option<bool> _full = new("--full") { Description = "Compare all records at once, which also finds deletions." };

    public static CliCommand Create()
    {
        var sync = new SyncCommand();
        var command = new CliCommand(
            "sync",
            "Copy the records of a workspace into a database, and keep the copy up to date.",
            "clickfunnels sync shop.db --every 15m",
            sync.RunAsync
        )
        {
            Details =
                "A pass reads what was changed since the last one; once a day it compares all records. A pass that was stopped is\n"
                + "continued by the next one. DuckDB reads the SQLite file.",
        };
        sync._copy.AddTo(command);
        command.Add(sync._every);
        command.Add(sync._full);
        return command;
    }

    /// <summary>Reads a time such as <c>15m</c>, from one second to seven days.</summary>
    internal static TimeSpan Time(string text)
    {
        var unit = text.Length > 0 ? text[^1] : ' ';
        var seconds = unit switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86400,
            _ => 0,
        };
        var isNumber = int.TryParse(
            text.AsSpan(0, Math.Max(0, text.Length - 1)),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var number
        );
        var time = TimeSpan.FromSeconds(Math.Min((double)number * seconds, 2 * Longest.TotalSeconds));
        return isNumber && seconds > 0 && time > TimeSpan.Zero && time <= Longest
            ? time
            : throw CliException.Usage("--every must be a time from 1s to 7d, such as 30s, 15m, 2h or 1d.");
    }

    private async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        TimeSpan? every = run.Parsed.GetValue(_every) is { } text ? Time(text) : null;
        var mode = run.Parsed.GetValue(_full) ? SyncMode.Full : SyncMode.Due;
        if (run.IsDryRun)
        {
            return await _copy.PlanAsync(run, mode, cancellationToken);
        }

        var pass = await _copy.OpenAsync(run, cancellationToken);
        if (every is { } period)
        {
            return await RepeatAsync(run, pass, mode, period, cancellationToken);
        }

        var result = await pass(mode);
        WorkspaceCopy.NoteUnavailable(run, result);
        var at = run.Host.Clock.GetUtcNow();
        await JobRecord.WriteAsync(run, WorkspaceCopy.Columns, json => WorkspaceCopy.Write(json, result, at), cancellationToken);
        return ExitCodes.Success;
    }

    // Ctrl+C is the regular end.
    private static async Task<int> RepeatAsync(
        CommandRun run,
        Func<SyncMode, Task<SyncResult>> pass,
        SyncMode mode,
        TimeSpan period,
        CancellationToken cancellationToken
    )
    {
        var writer = run.Write(new OutputShape { IsList = true, Columns = WorkspaceCopy.Columns });
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var result = await pass(mode);
                WorkspaceCopy.NoteUnavailable(run, result);
                using var record = JobRecord.Of(json => WorkspaceCopy.Write(json, result, run.Host.Clock.GetUtcNow()));
                await writer.WriteAsync(record.RootElement, CancellationToken.None);
                await run.Host.Output.FlushAsync(CancellationToken.None);
            }
            catch (CliException exception) when (exception.ExitCode == ExitCodes.Canceled)
            {
                break;
            }
            catch (Exception exception) when (ErrorReport.Of(exception, cancellationToken).Retryable)
            {
                run.Note($"The pass failed and is repeated at the next time: {exception.Message}");
            }

            await Task.Delay(period, run.Host.Clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await writer.EndAsync(CancellationToken.None);
        return ExitCodes.Success;
    }
}
