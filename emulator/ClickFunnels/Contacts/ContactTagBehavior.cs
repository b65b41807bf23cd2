using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Tags that contacts can have.</summary>
[Resource("ContactTag")]
internal sealed class ContactTagBehavior(RecordStore store) : TagBehavior(store)
{
    [Operation("createContactsTags")]
    [Behavior(
        "A second tag with the name of another one returns 422 \"Name has already been taken\"",
        Evidence.Observed,
        "vendor skill, contacts, 2026-08"
    )]
    public override void Create(Call call, JsonObject draft) => base.Create(call, draft);

    [Operation("removeContactsTags")]
    [Behavior("Deleting a tag removes it from all contacts", Evidence.Assumed, "not published")]
    public override void Delete(Call call, Record record)
    {
        foreach (var contact in Store.Of("Contact").Where(contact => contact.Numbers("tag_ids").Contains(record.Id)).ToList())
        {
            ContactTags.Remove(call, contact, record.Id);
        }
    }

    [Operation("updateContactsTags")]
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
