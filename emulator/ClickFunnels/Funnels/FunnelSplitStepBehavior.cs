using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Steps of a funnel that part its visitors.</summary>
[Resource("FunnelConditionalSplitStep")]
[Resource("FunnelSplitTestStep")]
internal sealed class FunnelSplitStepBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createFunnelConditionalSplitStep")]
    [Operation("createFunnelSplitTestStep")]
    [Behavior(
        "The weights of the two variants sum to 100 and are given for both or none (422); without any they are 50 and 50",
        Evidence.Documented,
        "published spec 2026-06, split test steps"
    )]
    [Behavior("The pages of a split must exist (422)", Evidence.Assumed, "not published")]
    public override void Create(Call call, JsonObject draft) => Check(call, draft);

    [Operation("updateFunnelConditionalSplitStep")]
    [Operation("updateFunnelSplitTestStep")]
    [Behavior("An update of the weights follows the same rule", Evidence.Documented, "published spec 2026-06, split test steps")]
    public override void Update(Call call, Record record, JsonObject changes) => Check(call, changes);

    [Operation("getFunnelConditionalSplitStep")]
    [Operation("getFunnelSplitTestStep")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        var isTest = record.Resource == "FunnelSplitTestStep";
        value = name switch
        {
            "variants" when isTest => Parts(record, "variants"),
            "branches" when !isTest => Parts(record, "branches"),
            "condition" when !isTest => Condition(record),
            "funnel_public_id" => PublicIdCode.Encode(record.Number("funnel_id")!.Value),
            _ => null,
        };
        return value is not null;
    }

    private JsonObject Condition(Record record)
    {
        var filter = Filter(record);
        return new JsonObject
        {
            ["filter_id"] = filter?.Id,
            ["is_setup"] = filter is not null,
            ["filter"] = filter is null ? null : Whole(filter),
        };
    }

    private Record? Filter(Record record) =>
        (record.Fields["condition"] as JsonObject)?["filter_id"] is { } id ? Store.Find("RefineFilter", id.ToString()) : null;

    // Two parts always: those that were sent, then empty ones.
    private JsonArray Parts(Record record, string name)
    {
        var parts = new JsonArray();
        var sent = Objects(record.Fields, name).ToList();
        for (var index = 0; index < Math.Max(2, sent.Count); index++)
        {
            var part = index < sent.Count ? sent[index] : [];
            var id = Number(part, "page_id") ?? part.Items("page_ids").FirstOrDefault().AsNumber();
            var page = id is { } known ? Store.Find("Page", known) : null;
            var shown = new JsonObject
            {
                ["page"] = page is null
                    ? null
                    : new JsonObject
                    {
                        ["id"] = page.Id,
                        ["public_id"] = page.PublicId,
                        ["name"] = page.Text("name"),
                    },
                ["show_page_step"] = page is null
                    ? null
                    : new JsonObject
                    {
                        ["id"] = page.Number("step_id") ?? page.Id,
                        ["public_id"] = PublicIdCode.Encode(page.Number("step_id") ?? page.Id),
                        ["name"] = page.Text("name"),
                        ["current_path"] = page.Text("current_path"),
                    },
            };
            if (name == "variants")
            {
                shown["weight"] = part["weight"]?.DeepClone() ?? "50.00";
            }

            parts.Add((JsonNode?)shown);
        }

        return parts;
    }

    private static JsonObject Whole(Record record)
    {
        var fields = (JsonObject)record.Fields.DeepClone();
        fields["id"] = record.Id;
        fields["public_id"] = record.PublicId;
        fields["workspace_id"] = record.WorkspaceId;
        return fields;
    }

    private static void Check(Call call, JsonObject draft)
    {
        foreach (var part in Objects(draft, "variants").Concat(Objects(draft, "branches")))
        {
            RequireOne(call, part, "page_id", "Page");
            RequireAll(call, part, "page_ids", "Page");
            call.Problems.Require(part["page_id"] is null || part["page_ids"] is null, "Page can't be given with page ids");
        }

        var weights = Objects(draft, "variants").Select(part => part["weight"]?.ToString()).ToList();
        if (weights.Count == 0 || weights.TrueForAll(weight => weight is null))
        {
            return;
        }

        var sum = weights.Sum(weight =>
            decimal.TryParse(weight, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0
        );
        call.Problems.Require(weights.TrueForAll(weight => weight is not null) && sum == 100, "Variants weights must sum to 100");
    }
}
