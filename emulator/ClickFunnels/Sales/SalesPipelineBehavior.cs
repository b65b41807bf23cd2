using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Sales pipelines.</summary>
[Resource("SalesPipeline")]
internal sealed class SalesPipelineBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string Stages = "stages_attributes";

    [Operation("createSalesPipelines")]
    [Behavior("A pipeline is created together with its stages", Evidence.Documented, "published spec 2025-06, sales pipelines")]
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

    [Behavior("A pipeline needs a stage (422)", Evidence.Documented, "vendor skill, opportunities, 2026-10; the status is assumed")]
    public override void Create(Call call, JsonObject draft) =>
        call.Problems.Require(call.Problems.Any || Objects(draft, Stages).Any(), "Stages can't be blank");

    [Operation("updateSalesPipelines")]
    public override void Update(Call call, Record record, JsonObject changes) => changes.Remove(Stages);

    [Operation("getSalesPipelines")]
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
