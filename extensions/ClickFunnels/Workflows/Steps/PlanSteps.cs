using System.Collections.Generic;
using System.Linq;

namespace ClickFunnels.Workflows;

/// <summary>Turns a valid plan into its steps, in order.</summary>
internal static class PlanSteps
{
    public static IReadOnlyList<PlanStep> Of(ProductPlan plan, PlanKeys keys)
    {
        var variants = PlannedVariant.All(plan);
        var steps = new List<PlanStep>();

        // Records that must exist are looked up before anything is created.
        if (plan.Order is { } ordered)
        {
            steps.Add(new ContactStep(ordered));
        }

        if (plan.Location is { } location)
        {
            steps.Add(new LocationStep(location));
        }

        steps.Add(new ProductStep(plan));
        var update = new DefaultVariantStep(plan, variants.FirstOrDefault(static variant => variant.IsDefault));
        if (update.IsNeeded)
        {
            steps.Add(update);
        }

        steps.AddRange(variants.Where(static variant => !variant.IsDefault).Select(variant => new VariantStep(plan, variant)));
        steps.AddRange(variants.SelectMany(variant => variant.Prices.Select((_, index) => new PriceStep(variant, index, keys))));
        if (plan.Order is { } order)
        {
            AddOrder(steps, order, OrderedItem.All(plan, order, variants), keys);
        }

        return steps;
    }

    private static void AddOrder(List<PlanStep> steps, OrderPlan order, IReadOnlyList<OrderedItem> items, PlanKeys keys)
    {
        steps.Add(new OrderStep(order, items, keys));
        if (order.Invoice is { } invoice)
        {
            steps.Add(new InvoiceStep(invoice, items, needsLines: order.Fulfillment is not null, keys));
        }

        if (order.Fulfillment is { } fulfillment)
        {
            steps.Add(new FulfillmentStep(fulfillment, items));
        }
    }
}
