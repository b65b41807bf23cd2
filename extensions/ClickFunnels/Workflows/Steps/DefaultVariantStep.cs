using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>
/// Writes the settings of the default variant, which the service created with the product. A PUT of the same values is safe to repeat, so
/// it needs no lookup.
/// </summary>
internal sealed class DefaultVariantStep(ProductPlan plan, PlannedVariant? sold) : PlanStep(WorkflowNames.DefaultVariant)
{
    /// <summary>True if there is anything to write.</summary>
    public bool IsNeeded => Body(new PlaceholderValues()).ToJson() != "{}";

    public override IEnumerable<StepRequest> Requests =>
        [new StepRequest(ProductVariantsClient.UpdateOperation) { PathId = WorkflowNames.Id(WorkflowNames.DefaultVariant), Body = Body }];

    public override Task<ProductWorkflowOutcome> RunAsync(StepRunner runner, CancellationToken cancellationToken) =>
        runner.UpdateAsync(
            this,
            WorkflowNames.Id(WorkflowNames.DefaultVariant),
            (client, id, values, token) => client.Products.Variants.UpdateAsync(id, Body(values), cancellationToken: token),
            cancellationToken
        );

    private ProductVariantUpdate Body(StepValues values)
    {
        var body = new ProductVariantUpdate();
        if (sold is null)
        {
            // Variants with values are sold; the default one only holds the product's description.
            plan.Description.IfSet(value => body.Description = value);
            return body;
        }

        var settings = sold.Settings;
        (settings.Description ?? plan.Description).IfSet(value => body.Description = value);
        settings.Sku.IfSet(value => body.Sku = value);
        settings.ProductType.IfSet(value => body.ProductType = value);
        settings.Weight.IfSet(value => body.Weight = value);
        (settings.WeightUnit ?? (settings.Weight is null ? null : VariantStep.DefaultWeightUnit)).IfSet(value => body.WeightUnit = value);
        settings.Height.IfSet(value => body.Height = value);
        settings.Width.IfSet(value => body.Width = value);
        settings.Length.IfSet(value => body.Length = value);
        settings.DimensionsUnit.IfSet(value => body.DimensionsUnit = value);
        settings.Taxable.IfSet(value => body.Taxable = value);
        settings.TaxCategoryId.IfSet(value => body.TaxCategoryId = value);
        settings.TrackQuantity.IfSet(value => body.TrackQuantity = value);
        settings.OutOfStockSales.IfSet(value => body.OutOfStockSales = value);
        settings.Visible.IfSet(value => body.Visible = value);
        settings.FulfillmentRequired.IfSet(value => body.FulfillmentRequired = value);
        settings.CountryOfManufactureId.IfSet(value => body.CountryOfManufactureId = value);
        settings.ImageIds.IfSet(value => body.ImageIds = value);
        if (plan.Location is not null && settings.IsShippable)
        {
            body.FulfillmentsLocationIds = [values[WorkflowNames.Id(WorkflowNames.Location)]];
        }

        return body;
    }
}
