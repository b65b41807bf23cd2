using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviors;

/// <summary>A bulk action on the members or the bans of a community.</summary>
internal abstract class CommunityActionBehavior(RecordStore store, string resource) : BulkActionBehavior(store)
{
    protected override bool HasStatus => true;

    [Behavior(
        "The actions of communities are queued, then processing, then completed; there is no failed state",
        Evidence.Documented,
        "published spec 2026-08, communities"
    )]
    [Behavior("target_all takes all and ignores target_ids", Evidence.Documented, "published spec 2026-08, communities")]
    [Behavior("Without targets the answer is 422", Evidence.Assumed, "published: target_ids is needed unless target_all is true")]
    protected override void Choose(Call call, JsonObject draft)
    {
        Default(draft, ("target_all", false), ("target_ids", new JsonArray()));
        call.Problems.Require(draft["target_all"]!.GetValue<bool>() || Numbers(draft, "target_ids").Count > 0, "Target ids can't be blank");
        RequireKnown(call, draft, "target_ids", resource);
        draft["failed_ids"] = new JsonArray();
    }

    protected override IEnumerable<Record> Targets(Call call, Record action) =>
        call.InWorkspace(resource)
            .Where(record => record.Number("community_id") == action.Number("community_id"))
            .Where(record => action.Flag("target_all") || action.Numbers("target_ids").Contains(record.Id));

    protected override bool Perform(Call call, Record action, Record target) => true;
}

/// <summary>Bans members.</summary>
internal sealed class BanActionBehavior(RecordStore store) : CommunityActionBehavior(store, "CommunityMembership")
{
    [Behavior("A reason has at most 1024 characters (422)", Evidence.Documented, "published spec 2026-08, communities")]
    public override void Create(Call call, JsonObject draft)
    {
        base.Create(call, draft);
        BanBehavior.CheckReason(call, draft);
    }

    protected override bool Perform(Call call, Record action, Record target)
    {
        if (target.Number("contact_id") is not { } contact || BanBehavior.IsBanned(call, action.Number("community_id"), contact))
        {
            return false;
        }

        call.Insert(
            "CommunityBan",
            BanBehavior.Complete(
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

/// <summary>Adds members to spaces, or takes them out.</summary>
internal sealed class GroupActionBehavior(RecordStore store, bool adds) : CommunityActionBehavior(store, "CommunityMembership")
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

/// <summary>Lifts bans.</summary>
internal sealed class UnbanActionBehavior(RecordStore store) : CommunityActionBehavior(store, "CommunityBan")
{
    protected override bool Perform(Call call, Record action, Record target)
    {
        Store.Remove(target);
        return true;
    }
}

/// <summary>Exports members or bans.</summary>
internal sealed class CommunityExportBehavior(RecordStore store, string resource, string[] known) : CommunityActionBehavior(store, resource)
{
    [Behavior("An unknown name among fields answers 422 and is named", Evidence.Documented, "published spec 2026-08, communities")]
    [Behavior("The names of the fields are those of the examples and of the answers", Evidence.Assumed, "no list of names is published")]
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
