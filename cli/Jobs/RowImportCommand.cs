using System.Text.Json;
using ClickFunnels.Cli.Running;
using ClickFunnels.Sync;

namespace ClickFunnels.Cli.Jobs;

/// <summary>The command <c>import</c>: brings rows of a file into a workspace.</summary>
internal sealed class RowImportCommand
{
    private const int ShownRejections = 10;
    private readonly ImportChoices _choices = new();

    public static CliCommand Create()
    {
        var import = new RowImportCommand();
        var command = new CliCommand(
            "import",
            "Create or update records from the rows of a CSV or JSON Lines file; contacts unless --target says otherwise.",
            "clickfunnels import people.csv --column E-Mail=email_address --dry-run",
            import.RunAsync
        )
        {
            Details =
                "Columns are assigned to the fields of the same name; case, blanks and underscores do not matter. Every row is checked\n"
                + "before it is sent. A rejected row does not stop the others: the result file names its reason, and the exit code is 1.\n"
                + "An import that was stopped is continued by the same command: the journal beside the result file prevents that rows are\n"
                + "sent twice.",
        };
        import._choices.AddTo(command);
        return command;
    }

    private async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var (target, source, options) = await _choices.ReadAsync(run, cancellationToken);
        using var client = await Job.OpenAsync(run, cancellationToken);
        if (run.IsDryRun || (!run.IsConfirmed && run.Host.IsErrorTerminal && run.Host.IsInputTerminal))
        {
            var preview = await Import(null).PreviewAsync(cancellationToken: cancellationToken);
            NoteRejections(run, preview.Rejections, preview.Rejected);
            if (run.IsDryRun)
            {
                await JobRecord.WriteAsync(
                    run,
                    ImportRecords.PreviewColumns,
                    json => ImportRecords.Write(json, preview),
                    cancellationToken
                );
                return preview.Rejected == 0 ? ExitCodes.Success : ExitCodes.Negative;
            }

            run.Note($"{preview.Valid} of {preview.Rows} rows can be imported.");
        }

        await run.ConfirmAsync($"Import {source.Name} as {target} into workspace {client.WorkspaceId}", cancellationToken);
        var result = await Job.RunAsync(run, "Import", report => Import(Job.Rows(report)).RunAsync(cancellationToken), cancellationToken);
        NoteRejections(run, result.Rejections, result.Rejected);
        await JobRecord.WriteAsync(
            run,
            ImportRecords.ResultColumns,
            json => ImportRecords.Write(json, result, options.ResultPath),
            cancellationToken
        );
        return result is { IsComplete: true, Rejected: 0 } ? ExitCodes.Success : ExitCodes.Negative;

        BulkImport Import(IProgress<SyncProgress>? progress)
        {
            options.Progress = progress;
            return new BulkImport(client, target, source, options);
        }
    }

    private static void NoteRejections(CommandRun run, IReadOnlyList<ImportRejection> rejections, long count)
    {
        foreach (var rejection in rejections.Take(ShownRejections))
        {
            run.Note($"Row {rejection.Line}{(rejection.Field is { } field ? ", " + field : "")}: {rejection.Reason}");
        }

        if (count > ShownRejections)
        {
            run.Note($"{count} rows were rejected, of which these are the first.");
        }
    }
}

/// <summary>The records of imports.</summary>
internal static class ImportRecords
{
    public static IReadOnlyList<string> PreviewColumns { get; } = ["target", "rows", "valid", "rejected", "duplicates"];

    public static IReadOnlyList<string> ResultColumns { get; } =
    ["target", "rows", "created", "updated", "unchanged", "rejected", "resumed", "seconds", "result_file"];

    public static void Write(Utf8JsonWriter json, ImportPreview preview)
    {
        json.WriteString("target", preview.Target);
        json.WriteNumber("rows", preview.Rows);
        json.WriteNumber("valid", preview.Valid);
        json.WriteNumber("rejected", preview.Rejected);
        json.WriteNumber("duplicates", preview.Duplicates);
        json.WriteStartObject("columns");
        foreach (var (column, field) in preview.Columns)
        {
            json.WriteString(column, field);
        }

        json.WriteEndObject();
        json.WriteStartArray("samples");
        foreach (var sample in preview.Samples)
        {
            json.WriteStartObject();
            json.WriteMembers(sample);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteTexts("tags", preview.Tags);
        Write(json, preview.Rejections);
    }

    public static void Write(Utf8JsonWriter json, ImportResult result, string? resultFile)
    {
        json.WriteString("target", result.Target);
        json.WriteBoolean("complete", result.IsComplete);
        json.WriteNumber("rows", result.Rows);
        json.WriteNumber("created", result.Created);
        json.WriteNumber("updated", result.Updated);
        json.WriteNumber("unchanged", result.Unchanged);
        json.WriteNumber("rejected", result.Rejected);
        json.WriteNumber("resumed", result.Resumed);
        json.WriteNumber("requests", result.Requests);
        json.WriteSeconds("seconds", result.Elapsed);
        json.WriteString("result_file", resultFile);
        Write(json, result.Rejections);
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<ImportRejection> rejections) =>
        json.WriteList(
            "rejections",
            rejections,
            rejection =>
            {
                json.WriteNumber("line", rejection.Line);
                json.WriteString("field", rejection.Field);
                json.WriteString("reason", rejection.Reason);
            }
        );
}
