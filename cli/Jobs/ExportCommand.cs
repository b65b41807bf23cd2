using ClickFunnels.Cli.Running;
using ClickFunnels.Sync;

namespace ClickFunnels.Cli.Jobs;

/// <summary>The command <c>export</c>: copies the records of a workspace once.</summary>
internal static class ExportCommand
{
    public static CliCommand Create()
    {
        var copy = new WorkspaceCopy("Export", onlyDatabases: false);
        var command = new CliCommand(
            "export",
            "Copy the records of a workspace into files or a database.",
            "clickfunnels export shop.db --tables contacts,orders",
            (run, cancellationToken) => RunAsync(run, copy, cancellationToken)
        )
        {
            Details =
                "An export that was stopped is continued by the same command; no row is lost or doubled. DuckDB reads the SQLite, CSV,\n"
                + "JSON Lines and Parquet files.",
        };
        copy.AddTo(command);
        return command;
    }

    private static async Task<int> RunAsync(CommandRun run, WorkspaceCopy copy, CancellationToken cancellationToken)
    {
        if (run.IsDryRun)
        {
            return await copy.PlanAsync(run, SyncMode.Due, cancellationToken);
        }

        var pass = await copy.OpenAsync(run, cancellationToken);
        var result = await pass(SyncMode.Due);
        WorkspaceCopy.NoteUnavailable(run, result);
        var at = run.Host.Clock.GetUtcNow();
        await JobRecord.WriteAsync(run, WorkspaceCopy.Columns, json => WorkspaceCopy.Write(json, result, at), cancellationToken);
        return ExitCodes.Success;
    }
}
