using System;
using System.Collections.Generic;
using System.Linq;

namespace ClickFunnels.Workflows;

/// <summary>One variant of a plan, with all its settings.</summary>
internal sealed class PlannedVariant
{
    private PlannedVariant(IReadOnlyList<KeyValuePair<string, string>> values, VariantSettings settings, IReadOnlyList<PricePlan> prices)
    {
        Values = values;
        Settings = settings;
        Prices = prices;
        Step = values.Count == 0 ? StepNames.DefaultVariant : StepNames.Variant(Combination.Text(values));
    }

    /// <summary>Properties and values, in the order of the plan's properties; empty for the default variant.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Values { get; }

    public VariantSettings Settings { get; }

    public IReadOnlyList<PricePlan> Prices { get; }

    /// <summary>Name of the step that creates it, which is also the name of its id.</summary>
    public string Step { get; }

    public bool IsDefault => Values.Count == 0;

    /// <summary>The name that the service would give it: its values.</summary>
    public string Name => string.Join(" / ", Values.Select(static value => value.Value));

    public static IReadOnlyList<PlannedVariant> All(ProductPlan plan)
    {
        var overrides = plan.Variants.ToDictionary(variant => Combination.Key(plan.Properties, variant.Values), StringComparer.Ordinal);
        return Combination
            .All(plan.Properties)
            .Select(values => (values, special: overrides.TryGetValue(Combination.Text(values), out var found) ? found : null))
            .Where(static pair => pair.special is not { Omit: true })
            .Select(pair => new PlannedVariant(
                pair.values,
                (pair.special ?? new VariantSettings()).Over(plan.AllVariants),
                [.. pair.special is { Prices.Count: > 0 } ? pair.special.Prices : plan.Prices]
            ))
            .ToList();
    }

    /// <summary>Returns the variant of an item of the order; null if the plan omits it.</summary>
    public static PlannedVariant? Find(ProductPlan plan, IReadOnlyList<PlannedVariant> variants, OrderItemPlan item)
    {
        if (item.Values.Count == 0 && variants.Count == 1)
        {
            return variants[0];
        }

        var text = Combination.Key(plan.Properties, item.Values);
        return variants.FirstOrDefault(variant => Combination.Text(variant.Values) == text);
    }
}

/// <summary>One item of the order, with its variant and its price.</summary>
internal sealed class OrderedItem(OrderItemPlan item, PlannedVariant variant, int index)
{
    public int Quantity => item.Quantity;

    public PricePlan Price => variant.Prices[item.PriceIndex];

    public decimal InvoiceAmount => item.InvoiceAmount ?? Price.Amount!.Value;

    public string? InvoiceDescription => item.InvoiceDescription;

    public bool IsShippable => variant.Settings.IsShippable;

    /// <summary>Name of the variant's id.</summary>
    public string VariantId { get; } = StepNames.Id(variant.Step);

    /// <summary>Name of the price's id.</summary>
    public string PriceId { get; } = StepNames.Id(StepNames.Price(variant.Step, item.PriceIndex));

    /// <summary>Name of the id of the invoice's line.</summary>
    public string LineId { get; } = StepNames.Id(StepNames.LineItem(index));

    public static IReadOnlyList<OrderedItem> All(ProductPlan plan, OrderPlan order, IReadOnlyList<PlannedVariant> variants) =>
        order.Items.Select((item, index) => new OrderedItem(item, PlannedVariant.Find(plan, variants, item)!, index)).ToList();
}
