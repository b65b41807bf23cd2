using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Funnels.</summary>
[Resource("Funnel")]
internal sealed class FunnelBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createFunnel")]
    [Behavior("A funnel is not archived; its path is made of its name unless sent", Evidence.Assumed, "the defaults are not published")]
    public override void Create(Call call, JsonObject draft)
    {
        Default(draft, ("archived", false), ("live_mode", false), ("current_path", PageBehavior.Slug(Text(draft, "name"))));
        RequireAll(call, draft, "tag_ids", "FunnelTag");
    }

    [Operation("updateFunnels")]
    public override void Update(Call call, Record record, JsonObject changes) => RequireAll(call, changes, "tag_ids", "FunnelTag");

    [Operation("getFunnels")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name == "tags" ? record.Numbers("tag_ids").Select(id => Store.Find("FunnelTag", id)).OfType<Record>() : null;
        return name == "tags";
    }

    [Operation("getFunnelStructure")]
    [Behavior("The structure lists the pages of a funnel as steps, in their order", Evidence.Documented, "published spec 2026-08, funnels")]
    [Behavior("Split steps follow the pages and contain none", Evidence.Assumed, "the order inside splits is not kept")]
    public OperationResult? Structure(Call call, Record? member)
    {
        var funnel = member!;
        var steps = new JsonArray();
        foreach (var page in Pages(funnel))
        {
            steps.Add(
                (JsonNode?)
                    new JsonObject
                    {
                        ["id"] = page.Number("step_id") ?? page.Id,
                        ["public_id"] = PublicIdCode.Encode(page.Number("step_id") ?? page.Id),
                        ["step_type"] = "show_page_step",
                        ["name"] = page.Text("name"),
                        ["sort_order"] = (long)steps.Count,
                        ["show_page_step_id"] = page.Number("step_id"),
                        ["page"] = new JsonObject
                        {
                            ["id"] = page.Id,
                            ["public_id"] = page.PublicId,
                            ["name"] = page.Text("name"),
                            ["url"] = page.Text("url"),
                            ["external"] = page.Text("external_url") is not null,
                            ["sdk_token"] = (page.Fields["sdk"] as JsonObject)?["token"]?.DeepClone(),
                        },
                    }
            );
        }

        foreach (
            var split in Store
                .Of("FunnelSplitTestStep")
                .Concat(Store.Of("FunnelConditionalSplitStep"))
                .Where(step => step.Number("funnel_id") == funnel.Id)
        )
        {
            var test = split.Resource == "FunnelSplitTestStep";
            var step = new JsonObject
            {
                ["id"] = split.Id,
                ["public_id"] = split.PublicId,
                ["step_type"] = test ? "split_test_step" : "conditional_split_step",
                ["name"] = test ? "Split test" : "Conditional split",
                ["sort_order"] = (long)steps.Count,
                ["convergence_step_id"] = null,
            };
            step[test ? "variants" : "branches"] = test
                ? new JsonArray()
                : new JsonArray(
                    new JsonObject { ["branch"] = "matched", ["steps"] = new JsonArray() },
                    new JsonObject { ["branch"] = "unmatched", ["steps"] = new JsonArray() }
                );
            steps.Add((JsonNode?)step);
        }

        return new OperationResult(new JsonObject { ["funnel"] = FunnelStatistics.Reference(funnel), ["steps"] = steps });
    }

    [Operation("getFunnelStats")]
    [Behavior(
        "Figures are of the last 30 days by default; an end to come is now, more than 90 days are 90, a start "
            + "after the end is 30 days before it",
        Evidence.Documented,
        "published spec 2026-08, funnel stats"
    )]
    [Behavior(
        "Steps are returned with expand[]=steps, otherwise the public ids of the pages",
        Evidence.Documented,
        "published spec 2026-08, funnel stats"
    )]
    [Behavior("All figures are zero", Evidence.Assumed, "nobody visits the emulator")]
    public OperationResult? Stats(Call call, Record? member)
    {
        var funnel = call.Parents["funnel_id"];
        var stats = new JsonObject
        {
            ["funnel"] = FunnelStatistics.Reference(funnel),
            ["currency"] = StoredSettings.Of(call).Currency.ToUpperInvariant(),
            ["timerange"] = FunnelStatistics.Range(call),
            ["summary"] = new JsonObject(),
        };
        if (call.Query.All("expand[]").Contains("steps"))
        {
            stats["steps"] = new JsonArray([.. Pages(funnel).Select(FunnelStatistics.OfPage)]);
        }
        else
        {
            stats["page_public_ids"] = new JsonArray([.. Pages(funnel).Select(page => (JsonNode)page.PublicId)]);
        }

        stats["summary"] = FunnelStatistics.Zeros(call.Operation.Response!.Schema.Properties["summary"].Schema);
        return new OperationResult(stats);
    }

    private IEnumerable<Record> Pages(Record funnel) =>
        Store.Of("Page").Where(page => page.Number("funnel_id") == funnel.Id).OrderBy(page => page.Number("sort_order") ?? long.MaxValue);
}
