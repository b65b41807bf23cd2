using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviors;

/// <summary>Sales pipelines.</summary>
internal sealed class PipelineBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string Stages = "stages_attributes";

    [Behavior("A pipeline is made with its stages", Evidence.Documented, "published spec 2025-06, sales pipelines")]
    public override void Created(Call call, Record record)
    {
        var order = 0L;
        foreach (var stage in Objects(record.Fields, Stages).ToList())
        {
            var fields = (JsonObject)stage.DeepClone();
            fields["pipeline_id"] = record.Id;
            fields["sort_order"] = order++;
            call.Insert("SalesPipelineStage", fields);
        }

        Store.Edit(record).Remove(Stages);
    }

    public override void Update(Call call, Record record, JsonObject changes) => changes.Remove(Stages);

    public override bool TryCompute(Record record, string name, out object? value)
    {
        var stages = Store.Of("SalesPipelineStage").Where(stage => stage.Number("pipeline_id") == record.Id);
        value = name switch
        {
            "stages" => stages,
            "total_value" => (long)
                Store.Of("SalesOpportunity").Where(one => one.Number("pipeline_id") == record.Id).Sum(one => one.Decimal("value")),
            _ => null,
        };
        return name is "stages" or "total_value";
    }
}

/// <summary>Stages of pipelines.</summary>
internal sealed class StageBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("A stage sums up the value of its opportunities", Evidence.Assumed, "not published")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        var here = Store.Of("SalesOpportunity").Where(one => one.Number("pipelines_stage_id") == record.Id);
        value = name switch
        {
            "opportunity_ids" => ProductBehavior.Ids(here),
            "total_value" => (long)here.Sum(one => one.Decimal("value")),
            _ => null,
        };
        return name is "opportunity_ids" or "total_value";
    }
}

/// <summary>Sales that may come.</summary>
internal sealed class OpportunityBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior(
        "A stage whose probability is 0 or 100 closes the opportunity; moving on leaves closed_at",
        Evidence.Documented,
        "published spec 2025-06, sales opportunities"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "primary_contact_id", "Contact");
        Move(call, draft);
    }

    [Behavior("Moving to another stage moves to its pipeline", Evidence.Documented, "published spec 2025-06, sales opportunities")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        RequireOne(call, changes, "primary_contact_id", "Contact");
        Move(call, changes);
    }

    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name == "notes" ? Store.Of("SalesOpportunityNote").Where(note => note.Number("opportunity_id") == record.Id) : null;
        return name == "notes";
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
