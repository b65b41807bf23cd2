using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Filters that are kept for later.</summary>
[Resource("RefineFilter")]
internal sealed class RefineFilterBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createWorkspaceRefineFilter")]
    [Behavior(
        "Saved filters are for contacts and have names of their own (422)",
        Evidence.Documented,
        "published spec 2026-08, refine filters"
    )]
    [Behavior("A filter needs at least one criterion (422)", Evidence.Documented, "published spec 2026-08")]
    [Behavior(
        "The conjunction or is refused (422); only generated filters have it",
        Evidence.Documented,
        "vendor skill, refine filters, 2026-10"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        Default(draft, ("filter_class", SavedFilters.Class), ("conjunction", "and"));
        call.Problems.Require(Text(draft, "filter_class") == SavedFilters.Class, "Filter class is not included in the list");
        Check(call, draft, null);
    }

    [Operation("updateRefineFilter")]
    [Behavior("An update replaces all criteria", Evidence.Documented, "published spec 2026-08, refine filters")]
    [Behavior(
        "Only filters for contacts can be changed",
        Evidence.Documented,
        "vendor skill, refine filters, 2026-10; the status 422 is assumed"
    )]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        if (record.Text("filter_class") is { } kind && kind != SavedFilters.Class)
        {
            throw ApiProblem.Refused("only filters for contacts can be changed");
        }

        Check(call, changes, record);
    }

    /// <summary>Responses to calls that do not ask for results have none.</summary>
    public override IReadOnlyCollection<string> OnlyInCreation => [FilterResultReader.Name];

    [Operation("getRefineFilter")]
    [Behavior(
        "A filter has results only if the call asks for them; they are evaluated with each call",
        Evidence.Documented,
        "vendor skill, refine filters, 2026-10"
    )]
    public override void Read(Call call, Record record) => ShowResults(call, record);

    public override void Created(Call call, Record record) => ShowResults(call, record);

    public override void Updated(Call call, Record record) => ShowResults(call, record);

    [Operation("generateContactFilter")]
    [Behavior(
        "A model turns text into a filter, which is stored with save only; the name then must be new (422)",
        Evidence.Documented,
        "published spec 2026-08, contact filters"
    )]
    [Behavior("Missing or blank text returns 400", Evidence.Documented, "published spec 2026-08, contact filters")]
    [Behavior(
        "The emulator has no model: an e-mail address in the text is looked for, else names that start with its last word",
        Evidence.Assumed,
        "a result that is always the same"
    )]
    public static OperationResult? Generate(Call call, Record? member)
    {
        var text = (call.Sent["text"] as JsonValue)?.ToString().Trim() ?? "";
        if (text.Length == 0)
        {
            throw ApiProblem.BadRequest("param is missing or the value is empty: text");
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var email = Array.Find(words, word => word.Contains('@', StringComparison.Ordinal));
        var criterion = email is null
            ? new JsonObject
            {
                ["attribute"] = "first_name",
                ["clause"] = "sw",
                ["value"] = words[^1],
            }
            : new JsonObject
            {
                ["attribute"] = "email_address",
                ["clause"] = "eq",
                ["value"] = email,
            };
        var fields = new JsonObject
        {
            ["conjunction"] = "and",
            ["criteria"] = new JsonArray(criterion),
            ["filter_class"] = SavedFilters.Class,
        };
        if (call.Sent["save"]?.ToString() != "true")
        {
            return new OperationResult(Shown(call, fields, null));
        }

        fields["name"] = call.Sent["name"]?.DeepClone();
        Check(call, fields, null);
        call.Problems.ThrowIfAny();
        var record = call.Insert("RefineFilter", fields);
        return new OperationResult(Shown(call, record.Fields, record));
    }

    [Operation("getContactFilter", Member = "RefineFilter")]
    [Behavior("stable_id is made anew when a saved filter is read", Evidence.Documented, "published spec 2026-08, contact filters")]
    public static OperationResult? Get(Call call, Record? member) => new(Shown(call, member!.Fields, member));

    [Behavior(
        "Results of a filter that is not saved come with the id of the workspace",
        Evidence.Documented,
        "vendor skill, refine filters, 2026-10, in one of two examples"
    )]
    private static JsonObject Shown(Call call, JsonObject fields, Record? record)
    {
        var shown = new JsonObject
        {
            ["id"] = record?.Id,
            ["public_id"] = record?.PublicId,
            ["workspace_id"] = record?.WorkspaceId,
            ["name"] = record?.Text("name"),
            ["stable_id"] = SavedFilters.StableId(fields),
            ["filter"] = new JsonObject
            {
                ["conjunction"] = fields["conjunction"]?.DeepClone(),
                ["criteria"] = fields["criteria"]?.DeepClone(),
            },
        };
        if (FilterResultReader.Of(call, fields) is { } results)
        {
            shown[FilterResultReader.Name] = results;
            shown["workspace_id"] = call.WorkspaceId;
        }

        return shown;
    }

    private static void ShowResults(Call call, Record record)
    {
        if (FilterResultReader.Of(call, record.Fields) is { } results)
        {
            call.ShownOnce[FilterResultReader.Name] = results;
        }
    }

    private static void Check(Call call, JsonObject draft, Record? self)
    {
        if (draft["criteria"] is JsonArray { Count: 0 })
        {
            throw ApiProblem.Refused("criteria must contain at least one entry");
        }

        if (Text(draft, "conjunction") is { } conjunction && conjunction != "and")
        {
            throw ApiProblem.Refused("conjunction or is not supported");
        }

        if (draft["criteria"] is JsonArray criteria)
        {
            foreach (var problem in criteria.OfType<JsonObject>().Select(FilterCriterion.Problem).OfType<string>())
            {
                call.Problems.Add(problem, "");
            }

            draft["criteria"] = new JsonArray([.. criteria.OfType<JsonObject>().Select(FilterCriterion.Normalize)]);
        }

        if (Text(draft, "name") is { } name)
        {
            call.Problems.Require(
                !call.InWorkspace("RefineFilter").Any(one => one != self && one.Text("name") == name),
                "Name has already been taken"
            );
        }
    }
}
