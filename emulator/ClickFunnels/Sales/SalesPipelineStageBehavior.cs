using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Stages of pipelines.</summary>
[Resource("SalesPipelineStage")]
internal sealed class SalesPipelineStageBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("getSalesPipelinesStages")]
    [Behavior("The value of a stage is the sum of its opportunities", Evidence.Assumed, "not published")]
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
