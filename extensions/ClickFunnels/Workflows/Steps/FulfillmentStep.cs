using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>
/// Records the fulfillment of the invoice's lines. A lookup after a lost response finds the fulfillment that is not canceled and includes
/// one of these lines. They belong only to our invoice, so it is certain.
/// </summary>
internal sealed class FulfillmentStep(FulfillmentPlan fulfillment, IReadOnlyList<OrderedItem> items)
    : CreationStep<Fulfillment, FulfillmentCreate>(WorkflowNames.Fulfillment)
{
    private static readonly FulfillmentsListOptions Newest = new() { SortProperty = SortProperty.Id, SortOrder = SortOrder.Desc };

    public override IEnumerable<StepRequest> Requests =>
        [
            new StepRequest(FulfillmentsClient.ListOperation) { Query = Newest },
            new StepRequest(FulfillmentsClient.CreateOperation) { Body = Body },
        ];

    public override bool NeedsBaseline => true;

    public override FulfillmentCreate Body(StepValues values)
    {
        var body = new FulfillmentCreate
        {
            ContactId = values[WorkflowNames.Id(WorkflowNames.Contact)],
            LocationId = values[WorkflowNames.Id(WorkflowNames.Location)],
            IncludedOrdersInvoicesLineItemsAttributes = Lines()
                .Select(line => new FulfillmentLineItemCreate { InvoicesLineItemId = values[line.Name], Quantity = line.Item.Quantity })
                .ToList(),
        };
        fulfillment.ShippingProvider.IfSet(value => body.ShippingProvider = value);
        fulfillment.TrackingCode.IfSet(value => body.TrackingCode = value);
        fulfillment.TrackingUrl.IfSet(value => body.TrackingUrl = value);
        fulfillment.NotifyCustomer.IfSet(value => body.NotifyCustomer = value);
        fulfillment.IgnoreOutOfStock.IfSet(value => body.IgnoreOutOfStock = value);
        return body;
    }

    public override Task<Fulfillment> CreateAsync(ClickFunnelsClient client, KnownValues values, CancellationToken cancellationToken) =>
        client.Fulfillments.CreateAsync(Body(values), cancellationToken: cancellationToken);

    public override Task<long> BaselineAsync(ClickFunnelsClient client, CancellationToken cancellationToken) =>
        NewestFirst.HighestIdAsync(client.Fulfillments.ListAsync(Newest, cancellationToken), IdOf, cancellationToken);

    public override async Task<Fulfillment?> LookUpAsync(
        ClickFunnelsClient client,
        KnownValues values,
        long baseline,
        CancellationToken cancellationToken
    )
    {
        var ours = new HashSet<long>(Lines().Select(line => values[line.Name]));
        var newer = await NewestFirst
            .AboveAsync(client.Fulfillments.ListAsync(Newest, cancellationToken), IdOf, baseline, cancellationToken)
            .ConfigureAwait(false);
        return newer.FirstOrDefault(candidate =>
            candidate.Status != FulfillmentStatus.Cancelled
            && candidate.IncludedInvoicesLineItems is { } lines
            && lines.Any(line => line.InvoicesLineItemId is { } id && ours.Contains(id))
        );
    }

    public override long IdOf(Fulfillment record) => record.Id;

    private IEnumerable<(string Name, OrderedItem Item)> Lines() =>
        items
            .Select(static (item, index) => (Name: WorkflowNames.Id(WorkflowNames.LineItem(index)), Item: item))
            .Where(static line => line.Item.IsShippable);
}
