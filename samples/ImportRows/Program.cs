using System.CommandLine;
using System.Globalization;
using ClickFunnels;
using ClickFunnels.Core;
using ClickFunnels.Sync;

// Imports a CSV or JSON Lines file into the workspace that the environment names: CLICKFUNNELS_API_KEY, CLICKFUNNELS_WORKSPACE_ID, and
// CLICKFUNNELS_URL for an emulator. The same command again goes on after an interruption.
var file = new Argument<FileInfo>("file") { Description = "The rows: .csv or .jsonl." };
var target = new Option<string>("--target")
{
    Description = "The kind of records: " + string.Join(", ", ImportTarget.All.Select(one => one.Name)),
    DefaultValueFactory = _ => "contacts",
};
var mapping = new Option<FileInfo?>("--mapping") { Description = "Assigns columns to fields, in YAML or JSON." };
var result = new Option<FileInfo?>("--result")
{
    Description = "The result file: .csv or .jsonl. Without it, an import cannot be resumed.",
};
var createTags = new Option<bool>("--create-tags") { Description = "Creates tags that the workspace does not have." };
var check = new Option<bool>("--check") { Description = "Checks all rows, shows what would be sent, and sends nothing." };
var root = new RootCommand("Imports rows into a workspace of ClickFunnels.") { file, target, mapping, result, createTags, check };
root.SetAction((parsed, token) => RunAsync(parsed, token));
return await root.Parse(args).InvokeAsync();

async Task<int> RunAsync(ParseResult parsed, CancellationToken token)
{
    try
    {
        using var client = new ClickFunnelsClient(Settings());
        var import = new BulkImport(
            client,
            ImportTarget.Find(parsed.GetRequiredValue(target)),
            Source(parsed.GetRequiredValue(file).FullName),
            new ImportOptions
            {
                Mapping = parsed.GetValue(mapping) is { } map ? ImportMapping.Load(map.FullName) : new ImportMapping(),
                ResultPath = parsed.GetValue(result)?.FullName,
                CreateMissingTags = parsed.GetValue(createTags),
                Progress = new ConsoleProgress(),
            }
        );
        return parsed.GetValue(check) ? await CheckAsync(import, token) : await ImportAsync(import, token);
    }
    catch (Exception failure) when (failure is SyncException or ApiException or ArgumentException)
    {
        Console.Error.WriteLine(failure.Message);
        return 1;
    }
    catch (OperationCanceledException)
    {
        Console.Error.WriteLine("Stopped. Run the same command again to continue.");
        return 1;
    }
}

static async Task<int> CheckAsync(BulkImport import, CancellationToken token)
{
    var preview = await import.PreviewAsync(cancellationToken: token);
    foreach (var (column, field) in preview.Columns)
    {
        Console.WriteLine($"{column} -> {field ?? "(left out)"}");
    }

    preview.Samples.ToList().ForEach(Console.WriteLine);
    Write(preview.Rejections);
    Console.WriteLine($"{preview.Rows} rows, {preview.Valid} valid, {preview.Rejected} rejected, {preview.Duplicates} duplicates");
    return preview.Rejected == 0 ? 0 : 2;
}

static async Task<int> ImportAsync(BulkImport import, CancellationToken token)
{
    var done = await import.RunAsync(token);
    Write(done.Rejections);
    Console.WriteLine(
        $"{done.Rows} rows: {done.Created} created, {done.Updated} updated, {done.Unchanged} unchanged, {done.Rejected} rejected"
    );
    return done.Rejected == 0 ? 0 : 2;
}

static void Write(IEnumerable<ImportRejection> rejections)
{
    foreach (var (line, field, reason) in rejections)
    {
        Console.WriteLine($"row {line}: {field} {reason}");
    }
}

static ImportSource Source(string path) =>
    Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase) ? ImportSource.Csv(path) : ImportSource.JsonLines(path);

static ClickFunnelsClientOptions Settings() =>
    new()
    {
        AccessToken = Environment.GetEnvironmentVariable("CLICKFUNNELS_API_KEY"),
        UserAgent = "ImportRows/1.0",
        WorkspaceId = long.Parse(Environment.GetEnvironmentVariable("CLICKFUNNELS_WORKSPACE_ID") ?? "0", CultureInfo.InvariantCulture),
        BaseAddress = Environment.GetEnvironmentVariable("CLICKFUNNELS_URL") is { Length: > 0 } url ? new Uri(url) : null,
    };

/// <summary>Shows the progress in one line.</summary>
internal sealed class ConsoleProgress : IProgress<SyncProgress>
{
    public void Report(SyncProgress value)
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write($"\r{value.Rows} rows, {value.RowsPerSecond:0.0}/s, {value.Remaining:hh\\:mm\\:ss} left   ");
        }
    }
}
