using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Adds members to spaces, or takes them out.</summary>
internal abstract class CommunityGroupActionBehavior(RecordStore store, bool adds) : CommunityActionBehavior(store, "CommunityMembership")
{
    [Behavior(
        "The groups of these actions are spaces; at least one is needed (422)",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        base.Create(call, draft);
        call.Problems.Require(Numbers(draft, "space_ids").Count > 0, "Space ids can't be blank");
        RequireKnown(call, draft, "space_ids", "CommunitySpace");
    }

    protected override bool Perform(Call call, Record action, Record target)
    {
        var joined = target.Numbers("space_ids").Except(action.Numbers("space_ids"));
        if (adds)
        {
            joined = joined.Concat(action.Numbers("space_ids"));
        }

        call.Edit(target)["space_ids"] = new JsonArray([.. joined.Order().Select(id => (JsonNode)id)]);
        return true;
    }
}

/// <summary>Adds members to spaces.</summary>
[Resource("CommunityMembershipAddToGroupAction")]
[Operation("createCommunitiesMembershipsAddToGroupActions")]
[Operation("getCommunitiesMembershipsAddToGroupActions")]
internal sealed class CommunityMembershipAddToGroupActionBehavior(RecordStore store) : CommunityGroupActionBehavior(store, adds: true);

/// <summary>Removes members from spaces.</summary>
[Resource("CommunityMembershipRemoveFromGroupAction")]
[Operation("createCommunitiesMembershipsRemoveFromGroupActions")]
[Operation("getCommunitiesMembershipsRemoveFromGroupActions")]
internal sealed class CommunityMembershipRemoveFromGroupActionBehavior(RecordStore store)
    : CommunityGroupActionBehavior(store, adds: false);
