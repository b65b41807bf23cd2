using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>
/// Creates the external order. It has an external id. A lookup after a lost response finds the contact's order with this id and our
/// variants, which is certain.
/// </summary>
internal sealed class OrderStep(OrderPlan order, IReadOnlyList<OrderedItem> items, PlanKeys keys)
    : CreationStep<Order, OrderCreate>(WorkflowNames.Order)
{
    private static readonly string ContactId = WorkflowNames.Id(WorkflowNames.Contact);

    private string ExternalId => order.ExternalId ?? keys.For(Name);

    public override IEnumerable<StepRequest> Requests => [new StepRequest(OrdersClient.CreateOperation) { Body = Body }];

    public override OrderCreate Body(StepValues values)
    {
        var body = new OrderCreate
        {
            ContactId = values[ContactId],
            ExternalId = ExternalId,
            LiveMode = order.LiveMode,
            OrderType =
                order.OrderType
                ?? (items.Any(static item => item.Price.IsRecurring) ? OrderType.SubscriptionOrder : OrderType.OneTimeOrder),
            LineItemsAttributes = items
                .Select(item => new OrderLineItemCreate
                {
                    VariantId = values[item.VariantId],
                    ProductsPriceId = values[item.PriceId],
                    Quantity = item.Quantity,
                })
                .ToList(),
        };
        order.ServiceStatus.IfSet(value => body.ServiceStatus = value);
        order.Notes.IfSet(value => body.Notes = value);
        return body;
    }

    public override Task<Order> CreateAsync(ClickFunnelsClient client, KnownValues values, CancellationToken cancellationToken) =>
        client.Orders.CreateAsync(Body(values), cancellationToken: cancellationToken);

    public override async Task<Order?> LookUpAsync(
        ClickFunnelsClient client,
        KnownValues values,
        long baseline,
        CancellationToken cancellationToken
    )
    {
        var options = new OrdersListOptions
        {
            SortProperty = SortProperty.Id,
            SortOrder = SortOrder.Desc,
            Filter = new OrderFilter { ContactId = values[ContactId] },
        };
        await foreach (var candidate in client.Orders.ListAsync(options, cancellationToken).ConfigureAwait(false))
        {
            if (string.Equals(candidate.ExternalId, ExternalId, StringComparison.Ordinal) && IsAboutOurVariants(candidate, values))
            {
                return candidate;
            }
        }

        return null;
    }

    public override long IdOf(Order record) => record.Id;

    /// <summary>Returns true if the order is for this product. The same plan may have been applied before, with another journal.</summary>
    private bool IsAboutOurVariants(Order candidate, KnownValues values)
    {
        var variants = candidate.LineItems?.Select(static line => line.ProductsVariant?.Id).Where(static id => id is not null).ToList();
        return variants is null or { Count: 0 } || variants.Contains(values[items[0].VariantId]);
    }
}
