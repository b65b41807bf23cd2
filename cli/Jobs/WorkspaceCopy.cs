using System.CommandLine;
using System.Text.Json;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;
using ClickFunnels.Sync;

namespace ClickFunnels.Cli.Jobs;

/// <summary>
/// The parts that the commands <c>export</c> and <c>sync</c> share: options, the plan of a dry run, a pass, and its record.
/// </summary>
internal sealed class WorkspaceCopy(string title, bool onlyDatabases)
{
    /// <summary>The columns of a table of passes.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["at", "table_count", "rows", "written", "deleted", "requests", "seconds"];

    private readonly CopyTarget _target = new();

    private readonly Option<string[]> _tables = new("--tables")
    {
        Description = "The lists to read, separated by commas, such as contacts,orders. All lists when left out.",
        HelpName = "NAMES",
    };

    private readonly Option<string[]> _exclude = new("--exclude") { Description = "Lists to leave out.", HelpName = "NAMES" };

    private readonly Option<int> _parallel = new("--parallel")
    {
        Description = "Number of pages that are read at the same time, 1 to 64.",
        DefaultValueFactory = _ => new SyncOptions().MaxParallelReads,
        HelpName = "N",
    };

    private readonly Option<bool> _keepDeleted = new("--keep-deleted")
    {
        Description = "Keep the rows of deleted records, with the time in _deleted_at.",
    };

    public void AddTo(Command command)
    {
        _tables.CompletionSources.Add(_ => SyncTables.All.Select(table => new System.CommandLine.Completions.CompletionItem(table.Name)));
        _target.AddTo(command, onlyDatabases);
        command.Add(_tables);
        command.Add(_exclude);
        command.Add(_parallel);
        if (onlyDatabases)
        {
            command.Add(_keepDeleted);
        }
    }

    /// <summary>Opens the client, the target and the copy; the run disposes them.</summary>
    public async Task<Func<SyncMode, Task<SyncResult>>> OpenAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var options = Options(run);
        var client = run.Own(new OwnedClient(await Job.OpenAsync(run, cancellationToken)));
        var sink = run.Own(await _target.OpenAsync(run, onlyDatabases, cancellationToken));
        var progress = new CurrentProgress();
        options.Progress = progress;
        var sync = run.Own(new WorkspaceSync(client.Client, sink, options));
        return mode =>
            Job.RunAsync(
                run,
                title,
                report =>
                {
                    progress.Receiver = Job.Rows(report);
                    return sync.RunAsync(mode, cancellationToken);
                },
                cancellationToken
            );
    }

    /// <summary>Writes how the tables would be read. Nothing is sent or written.</summary>
    public async Task<int> PlanAsync(CommandRun run, SyncMode mode, CancellationToken cancellationToken)
    {
        var options = Options(run);
        using var client = await Job.OpenAsync(run, cancellationToken);

        // Opening a target creates it, so the plan of a first run uses a database that is deleted afterwards.
        var folder = Directory.CreateTempSubdirectory("clickfunnels-plan-");
        try
        {
            await using var sink = _target.Exists(run)
                ? await _target.OpenAsync(run, onlyDatabases, cancellationToken)
                : BundledSqlite.Open(run, Path.Combine(folder.FullName, "plan.db"));
            await using var sync = new WorkspaceSync(client, sink, options);
            await WriteAsync(run, await sync.PlanAsync(mode, cancellationToken), cancellationToken);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return ExitCodes.Success;
    }

    /// <summary>Writes the record of a pass.</summary>
    public static void Write(Utf8JsonWriter json, SyncResult result, DateTimeOffset at)
    {
        json.WriteString("at", at);
        json.WriteNumber("workspace_id", result.Workspace);
        json.WriteNumber("table_count", result.Tables.Count(static table => table.Unavailable is null));
        json.WriteNumber("rows", result.Tables.Sum(static table => table.Rows));
        json.WriteNumber("written", result.Tables.Sum(static table => table.Upserts));
        json.WriteNumber("deleted", result.Tables.Sum(static table => table.Deletes));
        json.WriteNumber("requests", result.Requests);
        json.WriteSeconds("seconds", result.Elapsed);
        json.WriteList(
            "tables",
            result.Tables,
            table =>
            {
                json.WriteString("table", table.Table);
                json.WriteString("mode", table.Mode.ToString().ToLowerInvariant());
                json.WriteNumber("rows", table.Rows);
                json.WriteNumber("written", table.Upserts);
                json.WriteNumber("deleted", table.Deletes);
                json.WriteString("unavailable", table.Unavailable);
            }
        );
    }

    /// <summary>Names the lists that could not be read.</summary>
    public static void NoteUnavailable(CommandRun run, SyncResult result)
    {
        foreach (var table in result.Tables.Where(static table => table.Unavailable is not null))
        {
            run.Note($"{table.Table} was not read: {table.Unavailable}");
        }
    }

    private SyncOptions Options(CommandRun run)
    {
        var parallel = run.Parsed.GetValue(_parallel);
        if (parallel is < 1 or > 64)
        {
            throw CliException.Usage("--parallel must be from 1 to 64.");
        }

        var options = new SyncOptions { MaxParallelReads = parallel, KeepDeletedRows = onlyDatabases && run.Parsed.GetValue(_keepDeleted) };
        foreach (var name in Job.Names(run.Parsed.GetValue(_tables)))
        {
            options.Tables.Add(name);
        }

        foreach (var name in Job.Names(run.Parsed.GetValue(_exclude)))
        {
            options.ExcludedTables.Add(name);
        }

        return options;
    }

    private static async Task WriteAsync(CommandRun run, SyncPlan plan, CancellationToken cancellationToken)
    {
        var writer = run.Write(new OutputShape { IsList = true, Columns = ["table", "route", "requests", "reason"] });
        foreach (var table in plan.Tables)
        {
            using var record = JobRecord.Of(json =>
            {
                json.WriteString("table", table.Table);
                json.WriteString("operation", table.Operation);
                json.WriteString("route", table.Route.ToString());
                json.WriteId("requests", table.Requests);
                json.WriteString("reason", table.Reason);
                json.WriteString("assumption", table.Assumption);
            });
            await writer.WriteAsync(record.RootElement, cancellationToken);
        }

        await writer.EndAsync(cancellationToken);
    }

    /// <summary>Passes the progress on to the report of the current pass.</summary>
    private sealed class CurrentProgress : IProgress<SyncProgress>
    {
        public IProgress<SyncProgress>? Receiver { get; set; }

        public void Report(SyncProgress value) => Receiver?.Report(value);
    }

    private sealed class OwnedClient(ClickFunnelsClient client) : IAsyncDisposable
    {
        public ClickFunnelsClient Client => client;

        public ValueTask DisposeAsync()
        {
            client.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
