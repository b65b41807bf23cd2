using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Catalog;
using ClickFunnels.Cli.Operations;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;
using ClickFunnels.Webhooks;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>The command <c>webhooks trigger</c>: raises an event of an emulator.</summary>
internal sealed class TriggerCommand
{
    private const int WaitSeconds = 15;

    private readonly Argument<string> _type = new("event-type")
    {
        Description = "The event type, such as contact.created.",
        HelpName = "EVENT-TYPE",
    };

    private readonly Option<long?> _record = new("--record")
    {
        Description = "The numeric id of the record that the event is about. The newest one of its kind when left out.",
        HelpName = "ID",
    };

    private readonly Option<string[]> _set = new("--set")
    {
        Description = "Change the record first: name=value, as in the commands of operations. The change may raise events of its own.",
        HelpName = "FIELD=VALUE",
    };

    private readonly Option<bool> _new = new("--new")
    {
        Description = "Make a new record for the event, with the fields of --set. Making it may raise events of its own.",
    };

    public CliCommand Create()
    {
        _type.CompletionSources.Add(_ =>
            WebhookEventTypes
                .Known.Order(StringComparer.Ordinal)
                .Select(static type => new System.CommandLine.Completions.CompletionItem(type))
        );
        return new CliCommand(
            "trigger",
            "Raises an event, also one that no operation causes, and waits for its deliveries. For emulators only.",
            "clickfunnels webhooks trigger subscription.trial_ended",
            RunAsync
        )
        {
            _type,
            _record,
            _set,
            _new,
        };
    }

    private async Task<int> RunAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var type = EventTypes.Check(run.Parsed.GetRequiredValue(_type));
        var fields = await FieldsAsync(run, cancellationToken);
        var given = run.Parsed.GetValue(_record);
        if (given is not null && run.Parsed.GetValue(_new))
        {
            throw CliException.Usage("--record and --new exclude each other: the event is about one record.");
        }

        var account = await run.AccountAsync(ServicePlatform.ClickFunnels, cancellationToken);
        using var control = await EmulatorControl.OpenAsync(account, cancellationToken);
        var resource = await ResourceAsync(control, type, cancellationToken);
        var id = run.Parsed.GetValue(_new) ? null : given ?? await NewestAsync(control, resource, cancellationToken);
        if (run.IsDryRun)
        {
            await WriteAsync(run, type, resource, id, null, null, cancellationToken);
            return ExitCodes.Success;
        }

        var subject = id is { } known
            ? await ChangeAsync(control, resource, known, fields, cancellationToken)
            : await AddAsync(control, resource, fields, cancellationToken);
        return await RaiseAsync(run, control, type, resource, subject, cancellationToken);
    }

    private static async Task<int> RaiseAsync(
        CommandRun run,
        EmulatorControl control,
        string type,
        string resource,
        long subject,
        CancellationToken cancellationToken
    )
    {
        using var before = await control.GetAsync("deliveries?limit=1", cancellationToken);
        var last = before.RootElement.GetProperty("last").GetInt64();
        using var raised = await control.PostAsync(
            "events",
            json =>
            {
                json.WriteString("type", type);
                json.WriteNumber("subject_id", subject);
            },
            cancellationToken
        );
        var eventId = raised.RootElement.TryGetProperty("event_id", out var value) ? value.GetString() : null;
        if (eventId is null)
        {
            await WriteAsync(run, type, resource, subject, null, null, cancellationToken);
            run.Note($"No endpoint listens to {type}, so nothing was delivered. Start one with clickfunnels webhooks listen.");
            return ExitCodes.Negative;
        }

        await control.WaitAsync(WaitSeconds, cancellationToken);
        using var after = await control.GetAsync(
            $"deliveries?limit=1000&after={last.ToString(CultureInfo.InvariantCulture)}",
            cancellationToken
        );
        var attempts = after
            .RootElement.GetProperty("deliveries")
            .EnumerateArray()
            .Where(delivery => delivery.GetProperty("event_id").ValueEquals(eventId))
            .ToList();
        await WriteAsync(run, type, resource, subject, eventId, attempts, cancellationToken);
        return attempts.Exists(attempt => attempt.GetProperty("outcome").ValueEquals("delivered")) ? ExitCodes.Success : ExitCodes.Negative;
    }

    // The emulator checks the fields.
    private async Task<JObject> FieldsAsync(CommandRun run, CancellationToken cancellationToken)
    {
        var operation = new CatalogOperation
        {
            Name = "trigger",
            Id = "trigger",
            Summary = "",
            Method = "POST",
            Route = "",
        };
        var context = new OperationContext(ServicePlatform.ClickFunnels, null, new Dictionary<string, CatalogObject>());
        var record = await new CommandBody(operation, context, isChecked: false).ReadAsync(
            run,
            null,
            run.Parsed.GetValue(_set) ?? [],
            [],
            cancellationToken
        );
        return new JObject(record?.AdditionalProperties.Select(field => new JProperty(field.Key, field.Value)) ?? []);
    }

    private static async Task<string> ResourceAsync(EmulatorControl control, string type, CancellationToken cancellationToken)
    {
        using var webhooks = await control.GetAsync("webhooks", cancellationToken);
        return webhooks
                .RootElement.GetProperty("event_types")
                .EnumerateArray()
                .Where(known => known.GetProperty("type").ValueEquals(type))
                .Select(known => known.GetProperty("resource").GetString())
                .FirstOrDefault()
            ?? throw new CliException(ExitCodes.Refused, "refused", $"The emulator has no event type {type}. Update it, or this program.");
    }

    private static async Task<long?> NewestAsync(EmulatorControl control, string resource, CancellationToken cancellationToken)
    {
        using var page = await control.GetAsync($"records/{resource}?limit=1", cancellationToken);
        return page.RootElement.GetProperty("records") is { } records && records.GetArrayLength() > 0
            ? records[0].GetProperty("id").GetInt64()
            : null;
    }

    private static async Task<long> ChangeAsync(
        EmulatorControl control,
        string resource,
        long id,
        JObject fields,
        CancellationToken cancellationToken
    )
    {
        if (fields.Count > 0)
        {
            var body = Encoding.UTF8.GetBytes(fields.ToString(Formatting.None));
            using var changed = await control.PatchAsync(
                $"records/{resource}/{id.ToString(CultureInfo.InvariantCulture)}",
                body,
                cancellationToken
            );
        }

        return id;
    }

    private static async Task<long> AddAsync(EmulatorControl control, string resource, JObject fields, CancellationToken cancellationToken)
    {
        using var added = await control.PostAsync(
            $"records/{resource}",
            json =>
            {
                json.WriteStartArray("records");
                json.WriteRawValue(fields.ToString(Formatting.None));
                json.WriteEndArray();
            },
            cancellationToken
        );
        return added.RootElement.GetProperty("ids")[0].GetInt64();
    }

    private static async Task WriteAsync(
        CommandRun run,
        string type,
        string resource,
        long? subject,
        string? eventId,
        List<JsonElement>? deliveries,
        CancellationToken cancellationToken
    )
    {
        using var json = WebhookJson.Write(writer =>
        {
            writer.WriteString("event_type", type);
            writer.WriteString("resource", resource);
            if (subject is { } id)
            {
                writer.WriteNumber("subject_id", id);
            }

            writer.WriteString("event_id", eventId);
            writer.WriteStartArray("deliveries");
            deliveries?.ForEach(delivery => delivery.WriteTo(writer));
            writer.WriteEndArray();
        });
        var records = run.Write(new OutputShape { IsList = false });
        await records.WriteAsync(json.RootElement, cancellationToken);
        await records.EndAsync(cancellationToken);
    }
}
