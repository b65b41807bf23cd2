using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Exports members or bans.</summary>
internal abstract class CommunityExportActionBehavior(RecordStore store, string resource, string[] known)
    : CommunityActionBehavior(store, resource)
{
    [Behavior("An unknown name in fields returns 422 with that name", Evidence.Documented, "published spec 2026-08, communities")]
    [Behavior("The names of the fields are those of the examples and of the responses", Evidence.Assumed, "no list of names is published")]
    public override void Create(Call call, JsonObject draft)
    {
        base.Create(call, draft);
        Default(draft, ("fields", new JsonArray([.. known.Select(name => (JsonNode)name)])));
        foreach (var field in (JsonArray)draft["fields"]!)
        {
            call.Problems.Require(known.Contains(field!.ToString()), $"Fields contains an unknown field: {field}");
        }
    }
}

/// <summary>Exports members.</summary>
[Resource("CommunityMembershipExportAction")]
[Operation("createCommunitiesMembershipsExportActions")]
[Operation("getCommunitiesMembershipsExportActions")]
internal sealed class CommunityMembershipExportActionBehavior(RecordStore store)
    : CommunityExportActionBehavior(
        store,
        "CommunityMembership",
        ["name", "email", "joined_at", "contact_name", "contact_email", "moderator"]
    );

/// <summary>Exports bans.</summary>
[Resource("CommunityBanExportAction")]
[Operation("createCommunitiesBansExportActions")]
[Operation("getCommunitiesBansExportActions")]
internal sealed class CommunityBanExportActionBehavior(RecordStore store)
    : CommunityExportActionBehavior(store, "CommunityBan", ["contact_name", "contact_email", "reason", "created_at"]);
