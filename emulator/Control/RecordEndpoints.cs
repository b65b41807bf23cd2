using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Requests;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Control;

/// <summary>The records of the emulator: lists, search, and changes by hand. Secrets are replaced.</summary>
internal static class RecordEndpoints
{
    private const int UsualLimit = 50;
    private const int MaxLabel = 120;
    private const int MaxRecords = 10_000;

    // The texts that people know records by, the best first.
    private static readonly string[] LabelFields =
    [
        "name",
        "title",
        "email_address",
        "email",
        "customer_email",
        "subject",
        "label",
        "code",
        "number",
        "url",
        "target",
        "path",
        "event_type_id",
        "uuid",
    ];

    public static void Map(RouteGroupBuilder control, ControlContext context)
    {
        var emulator = context.Emulator;
        control.MapGet("/resources", () => ControlJson.Ok(new ResourceList(Resources(context))));
        control.MapGet("/resources/{resource}", (string resource) => ControlJson.Ok(Describe(context, resource)));
        control.MapGet("/records/{resource}", (string resource, HttpRequest request) => ControlJson.Ok(List(context, resource, request)));
        control.MapGet("/records/{resource}/{id}", (string resource, string id) => ControlJson.Ok(Show(context, resource, Id(id))));
        control.MapPost(
            "/records/{resource}",
            async (string resource, HttpRequest request) =>
            {
                RequireResource(context, resource);
                var sent = await ControlJson.ReadAsync<NewRecords>(request);
                if (sent.Records.Count > MaxRecords)
                {
                    throw new ControlProblem(400, $"Send at most {MaxRecords} records at once.");
                }

                var ids = Refusing(() => emulator.AddRecords(resource, Checked(context, resource, sent.Records), isChecked: true));
                return ControlJson.Created(new NewIds(ids));
            }
        );
        control.MapPatch(
            "/records/{resource}/{id}",
            async (string resource, string id, HttpRequest request) =>
            {
                Find(context, resource, Id(id));
                var changes = await ControlJson.ReadAsync<JsonObject>(request);
                emulator.UpdateRecord(resource, Id(id), changes);
                return ControlJson.Ok(Show(context, resource, Id(id)));
            }
        );
        control.MapDelete(
            "/records/{resource}/{id}",
            (string resource, string id) =>
            {
                Find(context, resource, Id(id));
                Refusing(() =>
                {
                    emulator.DeleteRecord(resource, Id(id));
                    return true;
                });
                return Results.NoContent();
            }
        );
    }

    private static List<ResourceEntry> Resources(ControlContext context)
    {
        var kinds = context
            .Host.Platform.Contract.Operations.Where(static operation => operation.Resource is not null)
            .ToLookup(static operation => operation.Resource!, static operation => operation.Kind);
        lock (context.Host.Store.Gate)
        {
            return
            [
                .. kinds
                    .OrderBy(static resource => resource.Key, StringComparer.Ordinal)
                    .Select(resource => new ResourceEntry(
                        resource.Key,
                        context.Host.Store.Of(resource.Key).Count,
                        resource.Any(static kind => kind is OperationKind.Create or OperationKind.Upsert),
                        resource.Contains(OperationKind.Update),
                        resource.Contains(OperationKind.Delete)
                    )),
            ];
        }
    }

    private static ResourceDescription Describe(ControlContext context, string resource)
    {
        RequireResource(context, resource);
        var schema = context.Host.Platform.Contract.Schema(resource);
        return new ResourceDescription(
            resource,
            [
                .. schema
                    .Properties.Where(static property => property.Key != "id")
                    .Select(property => new FieldEntry(
                        property.Key,
                        Kind(property.Value.Schema),
                        property.Value.Nullable || !schema.Required.Contains(property.Key),
                        property.Value.Schema.Enum is { Count: > 0 } values ? values : null,
                        IsSecret(context, property.Key)
                    )),
            ]
        );
    }

    private static string Kind(ContractSchema schema) =>
        schema switch
        {
            { IsTime: true } => "time",
            { IsDecimal: true } => "decimal",
            { Kind: SchemaKind.Any, Alternatives.Count: > 0 } => "any",
            _ => schema.Kind.ToString().ToLowerInvariant(),
        };

    private static RecordPage List(ControlContext context, string resource, HttpRequest request)
    {
        RequireResource(context, resource);
        var limit = ControlQuery.Limit(request, UsualLimit);
        var after = ControlQuery.Number(request, "after") ?? long.MaxValue;
        var text = ControlQuery.Text(request, "q");
        RecordSnapshot snapshot;
        lock (context.Host.Store.Gate)
        {
            snapshot = context.Host.Store.Snapshot(resource);
        }

        // Searched without the gate, because there may be many records. One more than asked for tells that there are more.
        var records = snapshot.By("id");
        var found = new List<Record>();
        for (var index = snapshot.CountUpTo(after - 1) - 1; index >= 0 && found.Count <= limit; index--)
        {
            if (text is null || RecordEditor.Contains(records[index], text))
            {
                found.Add(records[index]);
            }
        }

        var page = found.Take(limit).ToList();
        lock (context.Host.Store.Gate)
        {
            return new RecordPage(
                [.. page.Select(record => new RecordEntry(record.Id, Label(record), record.Text("updated_at"), record.IsDeleted))],
                found.Count > limit ? page[^1].Id : null,
                records.Count
            );
        }
    }

    private static string Label(Record record)
    {
        var person = $"{record.Text("first_name")} {record.Text("last_name")}".Trim();
        var label = LabelFields.Select(record.Text).Prepend(person).FirstOrDefault(static text => !string.IsNullOrEmpty(text)) ?? "";
        return label.Length > MaxLabel ? label[..MaxLabel] + "…" : label;
    }

    private static RecordDetail Show(ControlContext context, string resource, long id)
    {
        lock (context.Host.Store.Gate)
        {
            var record = Find(context, resource, id);
            var contract = context.Host.Platform.Contract;
            return new RecordDetail(
                id,
                resource,
                Label(record),
                Masked(context, context.Host.Handler.Writer.Render(record, contract.Schema(resource))),
                Masked(context, (JsonObject)record.Fields.DeepClone())
            );
        }
    }

    private static JsonObject Masked(ControlContext context, JsonObject fields)
    {
        Mask(context, fields);
        return fields;
    }

    private static void Mask(ControlContext context, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var name in map.Select(static field => field.Key).ToList())
                {
                    if (
                        map[name] is JsonValue value
                        && value.TryGetValue<string>(out var text)
                        && text.Length > 0
                        && IsSecret(context, name)
                    )
                    {
                        map[name] = BodyMask.Redacted;
                    }
                    else
                    {
                        Mask(context, map[name]);
                    }
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Mask(context, item);
                }

                break;
        }
    }

    private static bool IsSecret(ControlContext context, string name) => context.Host.Platform.Contract.Secrets.Contains(name);

    private static List<JsonObject> Checked(ControlContext context, string resource, IReadOnlyList<JsonObject> records)
    {
        lock (context.Host.Store.Gate)
        {
            return [.. records.Select(record => context.Host.Handler.Editor.Read(resource, record, null))];
        }
    }

    // Returns the record, which exists only while nobody deletes it.
    private static Record Find(ControlContext context, string resource, long id)
    {
        RequireResource(context, resource);
        lock (context.Host.Store.Gate)
        {
            return context.Host.Store.Find(resource, id)
                ?? throw new ControlProblem(404, $"The emulator has no {resource} with the id {id}.");
        }
    }

    private static void RequireResource(ControlContext context, string resource)
    {
        if (context.Host.Platform.Contract.Operations.All(operation => operation.Resource != resource))
        {
            throw new ControlProblem(404, $"The API has no records '{resource}'. GET {ControlServer.Root}/resources lists them.");
        }
    }

    private static long Id(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw new ControlProblem(404, "The id of a record is a number.");

    private static T Refusing<T>(Func<T> change)
    {
        try
        {
            return change();
        }
        catch (InvalidOperationException problem)
        {
            throw new ControlProblem(409, problem.Message);
        }
    }

    internal sealed record ResourceList(IReadOnlyList<ResourceEntry> Resources);

    internal sealed record ResourceEntry(string Name, int Count, bool CanCreate, bool CanUpdate, bool CanDelete);

    internal sealed record ResourceDescription(string Name, IReadOnlyList<FieldEntry> Fields);

    internal sealed record FieldEntry(string Name, string Type, bool Nullable, IReadOnlyList<string>? Values, bool IsSecret);

    internal sealed record RecordPage(IReadOnlyList<RecordEntry> Records, long? Next, int Total);

    internal sealed record RecordEntry(long Id, string Label, string? UpdatedAt, bool IsDeleted);

    internal sealed record RecordDetail(long Id, string Resource, string Label, JsonObject Shown, JsonObject Stored);

    internal sealed record NewRecords
    {
        public required IReadOnlyList<JsonObject> Records { get; init; }
    }

    internal sealed record NewIds(IReadOnlyList<long> Ids);
}
