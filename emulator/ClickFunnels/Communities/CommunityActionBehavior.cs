using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

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
    [Behavior("Without targets the response is 422", Evidence.Assumed, "published: target_ids is needed unless target_all is true")]
    protected override void Choose(Call call, JsonObject draft)
    {
        Default(draft, ("target_all", false), ("target_ids", new JsonArray()));
        call.Problems.Require(draft.Flag("target_all") || Numbers(draft, "target_ids").Count > 0, "Target ids can't be blank");
        RequireKnown(call, draft, "target_ids", resource);
        draft["failed_ids"] = new JsonArray();
    }

    protected override IEnumerable<Record> Targets(Call call, Record action) =>
        call.InWorkspace(resource)
            .Where(record => record.Number("community_id") == action.Number("community_id"))
            .Where(record => action.Flag("target_all") || action.Numbers("target_ids").Contains(record.Id));

    protected override bool Perform(Call call, Record action, Record target) => true;
}
