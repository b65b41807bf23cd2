using System.Text.Json;
using System.Text.Unicode;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>
/// Writes events as data while they arrive: as lines of JSON, or in the format that the user chose. On a terminal there is no table: the
/// lines about the deliveries are enough.
/// </summary>
internal sealed class EventOutput(CommandRun run)
{
    private readonly OutputWriter? _records =
        run.Format == OutputFormat.Table || UsesLines(run) ? null : run.Write(new OutputShape { IsList = true, Fields = Fields });

    private static readonly string[] Fields =
    [
        "event_id",
        "event_type",
        "subject_id",
        "subject_type",
        "created_at",
        "data",
        "page_id",
        "funnel_id",
        "api_version",
        "workspace_id",
    ];

    /// <summary>Writes the event of a delivery at once.</summary>
    public async Task WriteAsync(byte[] body)
    {
        using var json = Parse(body);
        if (json is null)
        {
            return;
        }

        if (_records is not null)
        {
            await _records.WriteAsync(json.RootElement, CancellationToken.None);
        }
        else if (UsesLines(run))
        {
            await run.Host.Output.WriteLineAsync(WebhookJson.Line(json.RootElement));
        }

        await run.Host.Output.FlushAsync(CancellationToken.None);
    }

    public async Task EndAsync()
    {
        if (_records is not null)
        {
            await _records.EndAsync(CancellationToken.None);
        }
    }

    private static bool UsesLines(CommandRun run) => run.Format is OutputFormat.Json or OutputFormat.Jsonl && run.Fields.Count == 0;

    private static JsonDocument? Parse(byte[] body)
    {
        try
        {
            return Utf8.IsValid(body) ? JsonDocument.Parse(body) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
