using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Bans from communities.</summary>
[Resource("CommunityBan")]
internal sealed class CommunityBanBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createCommunitiesBans")]
    [Behavior(
        "A contact is banned from a community only once; a reason has at most 1024 characters (422)",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    [Behavior("The acting moderator is recorded, even if another is sent", Evidence.Documented, "published spec 2026-08, communities")]
    public override void Create(Call call, JsonObject draft)
    {
        CheckReason(call, draft);
        draft["community_id"] = call.Parents["community_id"].Id;
        if (CommunityMembershipBehavior.Contact(call, draft) is { } contact)
        {
            call.Problems.Require(!IsBanned(call, call.Parents["community_id"].Id, contact.Id), "Contact has already been taken");
        }

        Complete(call, draft);
    }

    public static void CheckReason(Call call, JsonObject draft) =>
        call.Problems.Require((Text(draft, "reason")?.Length ?? 0) <= 1024, "Reason is too long (maximum is 1024 characters)");

    public static bool IsBanned(Call call, long? community, long contact) =>
        call.InWorkspace("CommunityBan").Any(ban => ban.Number("community_id") == community && ban.Number("contact_id") == contact);

    public static JsonObject Complete(Call call, JsonObject draft)
    {
        draft["bannable_type"] = "Community";
        draft["bannable_id"] = draft["community_id"]?.DeepClone();
        draft["banned_by_id"] = call.Store.Of("User").FirstOrDefault(user => user.TeamId == call.TeamId)?.Id ?? call.TeamId;
        return draft;
    }
}
