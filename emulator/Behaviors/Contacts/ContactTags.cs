using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviors;

/// <summary>Keeps the tags of contacts and orders and the records of their application the same.</summary>
internal static class ContactTags
{
    public static void Add(Call call, Record contact, Record tag)
    {
        if (contact.Numbers("tag_ids").Contains(tag.Id))
        {
            return;
        }

        var fields = call.Edit(contact);
        List(fields, "tag_ids").Add(tag.Id);
        List(fields, "tags").Add(ContactBehavior.Reference(tag, call.Now));
        Sync(call, contact);
    }

    public static void Remove(Call call, Record contact, long tag)
    {
        if (!contact.Numbers("tag_ids").Contains(tag))
        {
            return;
        }

        var fields = call.Edit(contact);
        fields["tag_ids"] = new JsonArray([.. contact.Numbers("tag_ids").Where(id => id != tag).Select(id => (JsonNode)id)]);
        fields["tags"] = new JsonArray([
            .. (fields["tags"] as JsonArray ?? []).Where(one => one!["id"]!.GetValue<long>() != tag).Select(one => one!.DeepClone()),
        ]);
        Sync(call, contact);
    }

    /// <summary>Makes and removes applied tags so that they are those of the contact.</summary>
    public static void Sync(Call call, Record contact)
    {
        var applied = Applied(call.Store, "ContactAppliedTag", "contact_id", contact.Id).ToList();
        var ids = contact.Numbers("tag_ids").ToList();
        foreach (var gone in applied.Where(one => !ids.Contains(one.Number("tag_id")!.Value)))
        {
            call.Store.Remove(gone);
        }

        foreach (var id in ids.Except(applied.Select(one => one.Number("tag_id")!.Value)))
        {
            call.Insert("ContactAppliedTag", new JsonObject { ["contact_id"] = contact.Id, ["tag_id"] = id });
        }
    }

    public static IEnumerable<Record> Applied(RecordStore store, string resource, string owner, long id) =>
        store.Of(resource).Where(one => one.Number(owner) == id);

    private static JsonArray List(JsonObject fields, string name)
    {
        if (fields[name] is not JsonArray list)
        {
            fields[name] = list = [];
        }

        return list;
    }
}

/// <summary>Tags on contacts.</summary>
internal sealed class ContactAppliedTagBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("A tag that is applied shows among the tags of its contact", Evidence.Documented, "published spec 2026-06")]
    [Behavior("A tag is applied to a contact only once (422)", Evidence.Assumed, "not published")]
    public override void Create(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "tag_id", "ContactTag");
        call.Problems.Require(
            !call.Parents["contact_id"].Numbers("tag_ids").Contains(Number(draft, "tag_id") ?? 0),
            "Tag has already been taken"
        );
    }

    public override void Created(Call call, Record record) =>
        ContactTags.Add(call, call.Parents["contact_id"], Store.Find("ContactTag", record.Number("tag_id")!.Value)!);

    [Behavior("Deleting it takes the tag off the contact", Evidence.Documented, "published spec 2026-06")]
    public override void Delete(Call call, Record record)
    {
        if (Store.Find("Contact", record.Number("contact_id")!.Value) is not { } contact)
        {
            return;
        }

        var tag = record.Number("tag_id")!.Value;
        var fields = call.Edit(contact);
        fields["tag_ids"] = new JsonArray([.. contact.Numbers("tag_ids").Where(id => id != tag).Select(id => (JsonNode)id)]);
        fields["tags"] = new JsonArray([
            .. (fields["tags"] as JsonArray ?? []).Where(one => one!["id"]!.GetValue<long>() != tag).Select(one => one!.DeepClone()),
        ]);
    }

    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name == "tag" ? Store.Find("ContactTag", record.Number("tag_id")!.Value) : null;
        return name == "tag";
    }
}

/// <summary>Tags that contacts can have.</summary>
internal sealed class ContactTagBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("A tag that is deleted goes from all contacts", Evidence.Assumed, "not published")]
    public override void Delete(Call call, Record record)
    {
        foreach (var contact in Store.Of("Contact").Where(contact => contact.Numbers("tag_ids").Contains(record.Id)).ToList())
        {
            ContactTags.Remove(call, contact, record.Id);
        }
    }

    public override void Updated(Call call, Record record)
    {
        foreach (var contact in Store.Of("Contact").Where(contact => contact.Numbers("tag_ids").Contains(record.Id)).ToList())
        {
            foreach (var tag in ((JsonArray)Store.Edit(contact)["tags"]!).Where(tag => tag!["id"]!.GetValue<long>() == record.Id))
            {
                tag!["name"] = record.Text("name");
                tag["color"] = record.Text("color");
            }
        }
    }
}

/// <summary>Tags on orders.</summary>
internal sealed class OrderAppliedTagBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("A tag that is applied shows among the tag_ids of its order", Evidence.Documented, "published spec 2026-06")]
    [Behavior("A tag is applied to an order only once (422)", Evidence.Assumed, "not published")]
    public override void Create(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "tag_id", "OrderTag");
        var order = call.Parents["order_id"];
        call.Problems.Require(!order.Numbers("tag_ids").Contains(Number(draft, "tag_id") ?? 0), "Tag has already been taken");
    }

    public override void Created(Call call, Record record) => Set(call, record, list => list.Add(record.Number("tag_id")!.Value));

    [Behavior("Deleting it takes the tag off the order", Evidence.Documented, "published spec 2026-06")]
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
