using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Bans members.</summary>
[Resource("CommunityMembershipBanAction")]
[Operation("getCommunitiesMembershipsBanActions")]
internal sealed class CommunityMembershipBanActionBehavior(RecordStore store) : CommunityActionBehavior(store, "CommunityMembership")
{
    [Operation("createCommunitiesMembershipsBanActions")]
    [Behavior("A reason has at most 1024 characters (422)", Evidence.Documented, "published spec 2026-08, communities")]
    public override void Create(Call call, JsonObject draft)
    {
        base.Create(call, draft);
        CommunityBanBehavior.CheckReason(call, draft);
    }

    protected override bool Perform(Call call, Record action, Record target)
    {
        if (target.Number("contact_id") is not { } contact || CommunityBanBehavior.IsBanned(call, action.Number("community_id"), contact))
        {
            return false;
        }

        call.Insert(
            "CommunityBan",
            CommunityBanBehavior.Complete(
                call,
                new JsonObject
                {
                    ["community_id"] = action.Number("community_id"),
                    ["contact_id"] = contact,
                    ["reason"] = action.Text("reason"),
                }
            )
        );
        return true;
    }
}
