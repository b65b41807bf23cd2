using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Members of communities.</summary>
[Resource("CommunityMembership")]
internal sealed class CommunityMembershipBehavior(RecordStore store) : ResourceBehavior(store)
{
    public override bool TakesPublicIds => true;

    [Operation("createCommunitiesMemberships")]
    [Behavior(
        "The contact is named by its public id and belongs to a community only once (422)",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        var contact = Contact(call, draft);
        var taken = call.InWorkspace("CommunityMembership")
            .Any(one => one.Number("community_id") == call.Parents["community_id"].Id && one.Number("contact_id") == contact?.Id);
        call.Problems.Require(contact is null || !taken, "Contact has already been taken");
        Default(draft, ("moderator", false), ("space_ids", new JsonArray()));
    }

    [Operation("updateCommunitiesMemberships")]
    [Behavior(
        "space_ids replaces the spaces of a member; the contact cannot be changed",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    public override void Update(Call call, Record record, JsonObject changes) => changes.Remove("contact_id");

    /// <summary>The contact of a body, whose id is kept as a number.</summary>
    public static Record? Contact(Call call, JsonObject draft)
    {
        var contact =
            draft["contact_id"] is JsonValue id && call.Store.Find("Contact", id.ToString()) is { } known
                ? call.InWorkspace("Contact", known.Id)
                : null;
        call.Problems.Require(contact is not null, "Contact must exist");
        draft["contact_id"] = contact?.Id;
        return contact;
    }
}
