using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Tags on orders.</summary>
[Resource("OrderAppliedTag")]
internal sealed class OrderAppliedTagBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createOrdersAppliedTags")]
    [Behavior("An applied tag appears in the tag_ids of its order", Evidence.Documented, "published spec 2026-06")]
    [Behavior("A tag is applied to an order only once (422)", Evidence.Assumed, "not published")]
    public override void Create(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "tag_id", "OrderTag");
        var order = call.Parents["order_id"];
        call.Problems.Require(!order.Numbers("tag_ids").Contains(Number(draft, "tag_id") ?? 0), "Tag has already been taken");
    }

    public override void Created(Call call, Record record) => Set(call, record, list => list.Add(record.Number("tag_id")!.Value));

    [Operation("removeOrdersAppliedTags")]
    [Behavior("Deleting it removes the tag from the order", Evidence.Documented, "published spec 2026-06")]
    public override void Delete(Call call, Record record) => Set(call, record, list => list.Remove(record.Number("tag_id")!.Value));

    private void Set(Call call, Record record, Action<List<long>> change)
    {
        if (Store.Find("Order", record.Number("order_id")!.Value) is not { } order)
        {
            return;
        }

        var ids = order.Numbers("tag_ids").ToList();
        change(ids);
        call.Edit(order)["tag_ids"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]);
    }
}
