using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>
/// Creates the invoice of the order. It has an external id, so a lookup among the order's invoices is certain. Assumed: the amount of a
/// line is the amount of one unit.
/// </summary>
internal sealed class InvoiceStep(InvoicePlan invoice, IReadOnlyList<OrderedItem> items, bool needsLines, PlanKeys keys)
    : CreationStep<OrderInvoice, OrderInvoiceCreate>(WorkflowNames.Invoice)
{
    private static readonly string OrderId = WorkflowNames.Id(WorkflowNames.Order);

    private string ExternalId => invoice.ExternalId ?? keys.For(Name);

    public override IEnumerable<StepRequest> Requests =>
        [new StepRequest(OrderInvoicesClient.CreateOperation) { PathId = OrderId, Body = Body }];

    public override IEnumerable<string> NeededIds =>
        needsLines ? items.Select(static (_, index) => WorkflowNames.Id(WorkflowNames.LineItem(index))) : [];

    public override OrderInvoiceCreate Body(StepValues values)
    {
        var body = new OrderInvoiceCreate
        {
            ExternalId = ExternalId,
            Status = invoice.Status,
            LineItemsAttributes = items.Select(item => Line(item, values)).ToList(),
        };
        if (invoice.Status == OrderInvoiceStatus.Paid)
        {
            body.PaidAt = invoice.PaidAt ?? values.Now;
        }

        invoice.IssuedAt.IfSet(value => body.IssuedAt = value);
        invoice.DueAt.IfSet(value => body.DueAt = value);
        invoice.InvoiceNumber.IfSet(value => body.InvoiceNumber = value);
        invoice.InvoiceType.IfSet(value => body.InvoiceType = value);
        invoice.ShippingAmount.IfSet(value => body.ShippingAmount = value);
        return body;
    }

    public override Task<OrderInvoice> CreateAsync(ClickFunnelsClient client, KnownValues values, CancellationToken cancellationToken) =>
        client.Orders.Invoices.CreateAsync(values[OrderId], Body(values), cancellationToken: cancellationToken);

    public override async Task<OrderInvoice?> LookUpAsync(
        ClickFunnelsClient client,
        KnownValues values,
        long baseline,
        CancellationToken cancellationToken
    )
    {
        var all = await client
            .Orders.Invoices.ListAsync(values[OrderId], cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        return all.FirstOrDefault(candidate => string.Equals(candidate.ExternalId, ExternalId, StringComparison.Ordinal));
    }

    public override long IdOf(OrderInvoice record) => record.Id;

    public override IEnumerable<KeyValuePair<string, long>> IdsOf(OrderInvoice record, KnownValues values)
    {
        var lines = (record.LineItems ?? []).Where(static line => line.Id > 0).ToList();
        for (var index = 0; index < items.Count; index++)
        {
            var item = items[index];
            var line =
                lines.Find(candidate =>
                    candidate.ProductsVariant?.Id == values[item.VariantId] && candidate.ProductsPrice?.Id == values[item.PriceId]
                ) ?? (lines.Count == items.Count ? lines[index] : null);
            if (line is not null)
            {
                yield return new(WorkflowNames.Id(WorkflowNames.LineItem(index)), line.Id);
            }
        }
    }

    public override Task<OrderInvoice> GetAsync(ClickFunnelsClient client, long id, CancellationToken cancellationToken) =>
        client.Orders.Invoices.GetAsync(id, cancellationToken: cancellationToken);

    private static OrderInvoiceLineItemCreate Line(OrderedItem item, StepValues values)
    {
        var line = new OrderInvoiceLineItemCreate
        {
            Amount = item.InvoiceAmount,
            Quantity = item.Quantity,
            VariantId = values[item.VariantId],
            ProductsPriceId = values[item.PriceId],
        };
        item.InvoiceDescription.IfSet(value => line.Description = value);
        return line;
    }
}
