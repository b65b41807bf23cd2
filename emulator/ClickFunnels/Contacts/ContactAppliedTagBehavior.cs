using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Tags on contacts.</summary>
[Resource("ContactAppliedTag")]
internal sealed class ContactAppliedTagBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createContactsAppliedTags")]
    [Behavior("An applied tag appears in the tags of its contact", Evidence.Documented, "published spec 2026-06")]
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

    [Operation("removeContactsAppliedTags")]
    [Behavior("Deleting it removes the tag from the contact", Evidence.Documented, "published spec 2026-06")]
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

    [Operation("getContactsAppliedTags")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name == "tag" ? Store.Find("ContactTag", record.Number("tag_id")!.Value) : null;
        return name == "tag";
    }
}
