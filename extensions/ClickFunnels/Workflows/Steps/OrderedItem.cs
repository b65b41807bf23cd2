using System.Collections.Generic;
using System.Linq;

namespace ClickFunnels.Workflows;

/// <summary>One item of the order, with its variant and its price.</summary>
internal sealed class OrderedItem(OrderItemPlan item, PlannedVariant variant)
{
    public int Quantity => item.Quantity;

    public PricePlan Price => variant.Prices[item.PriceIndex];

    public decimal InvoiceAmount => item.InvoiceAmount ?? Price.Amount!.Value;

    public string? InvoiceDescription => item.InvoiceDescription;

    public bool IsShippable => variant.Settings.IsShippable;

    public string VariantId { get; } = WorkflowNames.Id(variant.Step);

    public string PriceId { get; } = WorkflowNames.Id(WorkflowNames.Price(variant.Step, item.PriceIndex));

    public static IReadOnlyList<OrderedItem> All(ProductPlan plan, OrderPlan order, IReadOnlyList<PlannedVariant> variants) =>
        order.Items.Select(item => new OrderedItem(item, PlannedVariant.Find(plan, variants, item)!)).ToList();
}
