using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Puts tags on contacts, or takes them off.</summary>
[Resource("ContactTagAction")]
[Operation("getContactsTagActions")]
internal sealed class ContactTagActionBehavior(RecordStore store) : ContactActionBehavior(store)
{
    [Operation("createContactsTagActions")]
    [Behavior(
        "A tag action adds tags unless it says to remove them; unknown tags return 422",
        Evidence.Documented,
        "published spec 2026-08, tag actions"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        base.Create(call, draft);
        Default(draft, ("action_type", "add"));
        RequireKnown(call, draft, "tag_ids", "ContactTag");
    }

    protected override bool Perform(Call call, Record action, Record target)
    {
        foreach (var tag in action.Numbers("tag_ids").Select(id => Store.Find("ContactTag", id)).OfType<Record>())
        {
            if (action.Text("action_type") == "remove")
            {
                ContactTags.Remove(call, target, tag.Id);
            }
            else
            {
                ContactTags.Add(call, target, tag);
            }
        }

        return true;
    }
}
