using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>Creates one price of a variant. It has a key, so a lookup after a lost response is certain.</summary>
internal sealed class PriceStep(PlannedVariant variant, int index, PlanKeys keys)
    : CreationStep<ProductPrice, ProductPriceCreate>(WorkflowNames.Price(variant.Step, index))
{
    private readonly PricePlan _price = variant.Prices[index];
    private readonly string _variantId = WorkflowNames.Id(variant.Step);

    private string Key => _price.Key ?? keys.For(Name);

    public override IEnumerable<StepRequest> Requests =>
        [new StepRequest(ProductPricesClient.CreateOperation) { PathId = _variantId, Body = Body }];

    public override ProductPriceCreate Body(StepValues values)
    {
        var body = new ProductPriceCreate
        {
            Amount = _price.Amount,
            Currency = _price.Currency!.ToUpperInvariant(),
            PaymentType = _price.PaymentType,
            Key = Key,
        };
        if (_price.IsRecurring)
        {
            body.Interval = _price.Interval;
            body.IntervalCount = _price.IntervalCount ?? 1;
        }

        _price.Name.IfSet(value => body.Name = value);
        _price.Duration.IfSet(value => body.Duration = value);
        _price.TrialInterval.IfSet(value => body.TrialInterval = value);
        _price.TrialDuration.IfSet(value => body.TrialDuration = value);
        _price.TrialAmount.IfSet(value => body.TrialAmount = value);
        _price.SetupAmount.IfSet(value => body.SetupAmount = value);
        _price.CompareAtAmount.IfSet(value => body.CompareAtAmount = value);
        _price.Cost.IfSet(value => body.Cost = value);
        _price.Visible.IfSet(value => body.Visible = value);
        _price.SelfCancel.IfSet(value => body.SelfCancel = value);
        _price.SelfUpgrade.IfSet(value => body.SelfUpgrade = value);
        _price.SelfDowngrade.IfSet(value => body.SelfDowngrade = value);
        _price.SelfReactivate.IfSet(value => body.SelfReactivate = value);
        return body;
    }

    public override Task<ProductPrice> CreateAsync(ClickFunnelsClient client, KnownValues values, CancellationToken cancellationToken) =>
        client.Products.Prices.CreateAsync(values[_variantId], Body(values), cancellationToken: cancellationToken);

    public override async Task<ProductPrice?> LookUpAsync(
        ClickFunnelsClient client,
        KnownValues values,
        long baseline,
        CancellationToken cancellationToken
    )
    {
        var variantId = values[_variantId];
        var options = new ProductPricesListOptions { Filter = new ProductPriceFilter { VariantId = variantId } };
        var all = await client
            .Products.Prices.ListAsync(values[WorkflowNames.Id(WorkflowNames.Product)], options, cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return all.FirstOrDefault(candidate =>
            string.Equals(candidate.Key, Key, StringComparison.Ordinal) && (candidate.VariantId ?? variantId) == variantId
        );
    }

    public override long IdOf(ProductPrice record) => record.Id;
}
