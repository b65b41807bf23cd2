using System;
using System.Collections.Generic;
using System.Linq;

namespace ClickFunnels.Workflows;

/// <summary>Rules for an external order, its invoice and its fulfillment.</summary>
internal static class OrderRules
{
    private const string Path = nameof(ProductPlan.Order);

    public static void Check(ProductPlan plan, OrderPlan order, IReadOnlyList<PlannedVariant>? variants, ProblemList problems)
    {
        Contact(order, problems);
        problems.OptionalName($"{Path}.{nameof(order.ExternalId)}", order.ExternalId);
        if (order.OrderType is { } type && type != OrderType.OneTimeOrder && type != OrderType.SubscriptionOrder)
        {
            problems.Add(
                $"{Path}.{nameof(order.OrderType)}",
                $"'{type}' is unknown. Use OrderType.OneTimeOrder or OrderType.SubscriptionOrder, or null."
            );
        }

        if (order.Items.Count == 0)
        {
            problems.Add($"{Path}.{nameof(order.Items)}", "is empty. Add at least one item; the default variant needs one as well.");
        }

        var ordered = Items(plan, order, variants, problems);
        if (order.Invoice is { } invoice)
        {
            Invoice(invoice, ordered.Select(static item => item.Price.Currency).FirstOrDefault(), problems);
        }

        if (order.Fulfillment is not null)
        {
            Fulfillment(plan, order, variants is null ? null : ordered, problems);
        }
    }

    private static void Contact(OrderPlan order, ProblemList problems)
    {
        problems.Id($"{Path}.{nameof(order.ContactId)}", order.ContactId);
        problems.EmailAddress($"{Path}.{nameof(order.ContactEmailAddress)}", order.ContactEmailAddress);
        if (order.ContactId is null && order.ContactEmailAddress is null)
        {
            problems.Add(
                $"{Path}.{nameof(order.ContactId)}",
                "is missing. Name the contact who orders, by ContactId or by ContactEmailAddress."
            );
        }
        else if (order.ContactId is not null && order.ContactEmailAddress is not null)
        {
            problems.Add($"{Path}.{nameof(order.ContactEmailAddress)}", "is set in addition to ContactId. Set only one of them.");
        }
    }

    private static List<(PlannedVariant Variant, PricePlan Price)> Items(
        ProductPlan plan,
        OrderPlan order,
        IReadOnlyList<PlannedVariant>? variants,
        ProblemList problems
    )
    {
        var ordered = new List<(PlannedVariant Variant, PricePlan Price)>();
        var seen = new HashSet<(string, int)>();
        for (var index = 0; index < order.Items.Count; index++)
        {
            var at = $"{Path}.{nameof(order.Items)}[{index}]";
            if (order.Items[index] is not { } item)
            {
                problems.Add(at, "is null. Remove it.");
                continue;
            }

            problems.Positive($"{at}.{nameof(item.Quantity)}", item.Quantity);
            problems.NotNegative($"{at}.{nameof(item.InvoiceAmount)}", item.InvoiceAmount);
            if (variants is null || Find(at, plan, item, variants, problems) is not { } variant)
            {
                continue;
            }

            if (item.PriceIndex < 0 || item.PriceIndex >= variant.Prices.Count)
            {
                problems.Add(
                    $"{at}.{nameof(item.PriceIndex)}",
                    $"is not a price of the variant, which has {variant.Prices.Count}. The first index is 0."
                );
                continue;
            }

            if (!seen.Add((variant.Step, item.PriceIndex)))
            {
                problems.Add(at, "orders the same variant at the same price as another item. Merge them and add their quantities.");
            }

            if (variant.Prices[item.PriceIndex] is { } price)
            {
                problems.Money($"{at}.{nameof(item.InvoiceAmount)}", item.InvoiceAmount > 0 ? item.InvoiceAmount : null, price.Currency);
                if (ordered.Count > 0 && !string.Equals(ordered[0].Price.Currency, price.Currency, StringComparison.OrdinalIgnoreCase))
                {
                    problems.Add(
                        $"{at}.{nameof(item.PriceIndex)}",
                        "is a price in another currency than that of the first item. An order has one currency."
                    );
                }

                ordered.Add((variant, price));
            }
        }

        return ordered;
    }

    private static PlannedVariant? Find(
        string at,
        ProductPlan plan,
        OrderItemPlan item,
        IReadOnlyList<PlannedVariant> variants,
        ProblemList problems
    )
    {
        if (item.Values.Count == 0 && variants.Count == 1)
        {
            return variants[0];
        }

        if (!VariantRules.CheckValues($"{at}.{nameof(item.Values)}", plan, item.Values, problems))
        {
            return null;
        }

        var found = PlannedVariant.Find(plan, variants, item);
        if (found is null)
        {
            problems.Add($"{at}.{nameof(item.Values)}", "name a combination that the plan omits. Order another one, or do not omit it.");
        }

        return found;
    }

    private static void Invoice(InvoicePlan invoice, string? currency, ProblemList problems)
    {
        const string At = $"{Path}.{nameof(OrderPlan.Invoice)}";
        problems.OptionalName($"{At}.{nameof(invoice.ExternalId)}", invoice.ExternalId);
        problems.OptionalName($"{At}.{nameof(invoice.InvoiceNumber)}", invoice.InvoiceNumber);
        problems.Money($"{At}.{nameof(invoice.ShippingAmount)}", invoice.ShippingAmount, currency);
        if (string.IsNullOrWhiteSpace(invoice.Status.Value))
        {
            problems.Add($"{At}.{nameof(invoice.Status)}", "is missing. Use OrderInvoiceStatus.Paid or another of its values.");
        }
        else if (invoice.PaidAt is not null && invoice.Status != OrderInvoiceStatus.Paid)
        {
            problems.Add(
                $"{At}.{nameof(invoice.PaidAt)}",
                $"is set, but the status is {invoice.Status}. Remove it, or use OrderInvoiceStatus.Paid."
            );
        }
    }

    private static void Fulfillment(
        ProductPlan plan,
        OrderPlan order,
        List<(PlannedVariant Variant, PricePlan Price)>? ordered,
        ProblemList problems
    )
    {
        const string At = $"{Path}.{nameof(OrderPlan.Fulfillment)}";
        if (order.Invoice is null)
        {
            problems.Add(At, $"needs an invoice, because its lines are fulfilled. Set {Path}.{nameof(order.Invoice)}.");
        }
        else if (order.Invoice.Status != OrderInvoiceStatus.Paid)
        {
            problems.Add(
                At,
                $"needs a paid invoice. Set {Path}.{nameof(order.Invoice)}.{nameof(order.Invoice.Status)} to OrderInvoiceStatus.Paid."
            );
        }

        if (plan.Location is null)
        {
            problems.Add(At, $"needs the location that goods ship from. Set {nameof(plan.Location)}.");
        }

        if (ordered is { Count: > 0 } && !ordered.Any(static item => item.Variant.Settings.IsShippable))
        {
            problems.Add(
                At,
                "has nothing to send, because no ordered variant is physical or must be fulfilled. Set ProductType.Physical "
                    + "or FulfillmentRequired, or remove the fulfillment."
            );
        }
    }
}
