using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Running;
using ClickFunnels.Sync;

namespace ClickFunnels.Cli.Jobs;

/// <summary>The parts that all jobs share: the client of a workspace, the end by a signal, and the text of progress.</summary>
internal static class Job
{
    /// <summary>Opens the client of the workspace that the user chose. The caller disposes it.</summary>
    public static async Task<ClickFunnelsClient> OpenAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var account = await run.AccountAsync(ServicePlatform.ClickFunnels, cancellationToken);
        return account.Scope is null
            ? throw CliException.Account(
                "The command needs a workspace: add --workspace with its id, public id or subdomain, or set CLICKFUNNELS_WORKSPACE."
            )
            : Clients.ClickFunnels(run, account);
    }

    /// <summary>Runs work that the same command continues after a stop.</summary>
    public static async Task<T> RunAsync<T>(
        CommandRun run,
        string title,
        Func<ProgressReport, Task<T>> work,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await ProgressReport.RunAsync(run, title, work);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new CliException(ExitCodes.Canceled, "canceled", $"{title} was stopped. Run the same command again to continue.");
        }
    }

    /// <summary>Returns a receiver of the progress of an export, a sync or an import.</summary>
    public static IProgress<SyncProgress> Rows(ProgressReport report) =>
        report.Of<SyncProgress>(now =>
            (
                string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"{now.Rows:N0} rows, {now.RowsPerSecond:N0}/s{(now.Table is { } table ? ", " + table : "")}"
                ),
                now.Remaining is { } remaining && now.Elapsed + remaining is var total && total > TimeSpan.Zero ? now.Elapsed / total : null
            )
        );

    /// <summary>Reads an option that takes a list: repeated, or separated by commas.</summary>
    public static IEnumerable<string> Names(string[]? values) =>
        (values ?? []).SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
