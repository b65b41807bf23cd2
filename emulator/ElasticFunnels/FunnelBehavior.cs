using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Funnels.</summary>
[Resource("Funnel")]
internal sealed class FunnelBehavior(RecordStore store) : ResourceBehavior(store)
{
    private static readonly HashSet<string> OnlyInDetail = ["pages", "updated_at"];

    [Operation("listFunnels")]
    [Behavior("The list of funnels counts the pages instead of showing them", Evidence.Documented, "vendor documentation, funnels")]
    public override IReadOnlySet<string> HiddenInList(Call call) => OnlyInDetail;

    [Operation("createFunnel")]
    [Behavior("A new funnel is active unless it says otherwise", Evidence.Documented, "vendor documentation, funnels")]
    public override void Create(Call call, JsonObject draft) => Complete(draft);

    public override void Complete(JsonObject draft) => Default(draft, ("status", "active"));

    [Operation("getFunnel")]
    [Behavior(
        "The pages of a funnel are those with its funnel_id, in the order of their ids",
        Evidence.Assumed,
        "the order is not published"
    )]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name switch
        {
            "pages_count" => (long)Pages(record).Count(),
            "pages" => new JsonArray([
                .. Pages(record)
                    .Select(
                        (page, index) =>
                            new JsonObject
                            {
                                ["id"] = page.Id,
                                ["name"] = page.Text("title"),
                                ["type"] = page.Text("type"),
                                ["order"] = index + 1L,
                            }
                    ),
            ]),
            _ => null,
        };
        return value is not null;
    }

    [Operation("cloneFunnel")]
    [Behavior("A clone is called Copy of …, is inactive and has copies of all pages", Evidence.Documented, "vendor documentation, funnels")]
    public OperationResult? Clone(Call call, Record member)
    {
        var clone = call.Insert("Funnel", new JsonObject { ["name"] = $"Copy of {member.Text("name")}", ["status"] = "inactive" });
        foreach (var page in Pages(member).ToList())
        {
            var copy = PageBehavior.Copy(call, page);
            call.Edit(copy)["funnel_id"] = clone.Id;
        }

        return new OperationResult(clone);
    }

    [Operation("deleteFunnel")]
    [Behavior("The pages of a deleted funnel stay without it", Evidence.Assumed, "not published")]
    public override void Deleted(Call call, Record record)
    {
        foreach (var page in Pages(record).ToList())
        {
            call.Edit(page)["funnel_id"] = null;
        }
    }

    private IEnumerable<Record> Pages(Record funnel) => Store.Of("SitePage").Where(page => page.Number("funnel_id") == funnel.Id);
}
