using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Sales that may come.</summary>
[Resource("SalesOpportunity")]
internal sealed class SalesOpportunityBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createSalesOpportunities")]
    [Behavior(
        "A stage whose probability is 0 or 100 closes the opportunity; moving it later keeps closed_at",
        Evidence.Documented,
        "published spec 2025-06, sales opportunities"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "primary_contact_id", "Contact");
        RequireMember(call, draft);
        Move(call, draft);
    }

    [Operation("updateSalesOpportunities")]
    [Behavior("Moving to another stage moves to its pipeline", Evidence.Documented, "published spec 2025-06, sales opportunities")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        RequireOne(call, changes, "primary_contact_id", "Contact");
        RequireMember(call, changes);
        Move(call, changes);
    }

    [Operation("getSalesOpportunities")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name == "notes" ? Store.Of("SalesOpportunityNote").Where(note => note.Number("opportunity_id") == record.Id) : null;
        return name == "notes";
    }

    [Behavior(
        "assignee_id is the id of a membership of the team, not of a user",
        Evidence.Documented,
        "vendor skill, opportunities, 2026-10; that another id returns 422 is assumed"
    )]
    private static void RequireMember(Call call, JsonObject draft)
    {
        if (Number(draft, "assignee_id") is { } id)
        {
            call.Problems.Require(call.Store.Find("TeamMembership", id)?.TeamId == call.TeamId, "Assignee must exist");
        }
    }

    private static void Move(Call call, JsonObject draft)
    {
        if (Number(draft, "pipelines_stage_id") is not { } id)
        {
            return;
        }

        var stage = call.InWorkspace("SalesPipelineStage", id);
        call.Problems.Require(stage is not null, "Pipelines stage must exist");
        draft["pipeline_id"] = stage?.Number("pipeline_id");
        if (stage?.Fields["close_probability"]?.ToString() is "0" or "100")
        {
            Default(draft, ("closed_at", call.Now));
        }
    }
}
