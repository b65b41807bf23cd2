using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>
/// Creates the variant of one combination. The product is ours and has one variant per combination, so a lookup by the values is
/// certain. If the response has no values, the name, which consists of them, is compared.
/// </summary>
internal sealed class VariantStep(ProductPlan plan, PlannedVariant variant)
    : CreationStep<ProductVariant, ProductVariantCreate>(variant.Step)
{
    /// <summary>The only unit in the documentation; the service requires one.</summary>
    public const string DefaultWeightUnit = "lb";

    private static readonly string ProductId = WorkflowNames.Id(WorkflowNames.Product);
    private static readonly string[] Separators = [" / ", "/", ", ", ",", " - ", " | "];

    public override IEnumerable<StepRequest> Requests =>
        [new StepRequest(ProductVariantsClient.CreateOperation) { PathId = ProductId, Body = Body }];

    public override ProductVariantCreate Body(StepValues values)
    {
        var settings = variant.Settings;
        var body = new ProductVariantCreate
        {
            Name = variant.Name,
            ProductType = settings.ProductType ?? ProductType.Digital,
            WeightUnit = settings.WeightUnit ?? DefaultWeightUnit,
            PropertiesValues = variant
                .Values.Select(pair => new ProductVariantPropertyValue { PropertyId = values[PropertyId(pair.Key)], Value = pair.Value })
                .ToList(),
        };
        settings.Description.IfSet(value => body.Description = value);
        settings.Sku.IfSet(value => body.Sku = value);
        settings.Weight.IfSet(value => body.Weight = value);
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

    public override Task<ProductVariant> CreateAsync(ClickFunnelsClient client, KnownValues values, CancellationToken cancellationToken) =>
        client.Products.Variants.CreateAsync(values[ProductId], Body(values), cancellationToken: cancellationToken);

    public override async Task<ProductVariant?> LookUpAsync(
        ClickFunnelsClient client,
        KnownValues values,
        long baseline,
        CancellationToken cancellationToken
    )
    {
        var all = await client
            .Products.Variants.ListAsync(values[ProductId], cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var known = new HashSet<long>(values.All.Select(static pair => pair.Value));
        var others = all.Where(candidate => candidate.Default != true && candidate.Archived != true && !known.Contains(candidate.Id))
            .ToList();
        var silent = others.Where(static candidate => candidate.PropertiesValues is null or { Count: 0 }).ToList();
        var matches = others
            .Except(silent)
            .Where(candidate => HasOurValues(candidate, values))
            .Concat(silent.Where(IsNamedLikeOurs))
            .ToList();
        if (matches.Count > 1 || (matches.Count == 0 && silent.Count > 0))
        {
            throw StepFailureException.Ambiguous("the variants", (matches.Count > 0 ? matches : silent).Select(IdOf));
        }

        return matches.FirstOrDefault();
    }

    public override long IdOf(ProductVariant record) => record.Id;

    private static string PropertyId(string property) => WorkflowNames.Id(WorkflowNames.Property(property));

    private bool HasOurValues(ProductVariant candidate, KnownValues values) =>
        candidate.PropertiesValues!.Count == variant.Values.Count
        && variant.Values.All(pair =>
            candidate.PropertiesValues.Any(value =>
                value.PropertyId == values[PropertyId(pair.Key)] && PropertyText.Comparer.Equals(value.Value, pair.Value)
            )
        );

    private bool IsNamedLikeOurs(ProductVariant candidate) =>
        PropertyText.Comparer.Equals(candidate.Name, variant.Name)
        || Separators.Any(separator =>
            new HashSet<string?>(candidate.Name.Split([separator], StringSplitOptions.RemoveEmptyEntries), PropertyText.Comparer).SetEquals(
                variant.Values.Select(static pair => pair.Value)
            )
        );
}
