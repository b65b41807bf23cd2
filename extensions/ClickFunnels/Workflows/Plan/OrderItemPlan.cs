using System;
using System.Collections.Generic;

namespace ClickFunnels.Workflows;

/// <summary>One line of an order: a variant at one of its prices.</summary>
public sealed class OrderItemPlan
{
    /// <summary>Which variant: the value of each property, by the property's name. Empty when the plan has a single variant.</summary>
    public IDictionary<string, string> Values { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Which of the variant's prices, by its place in the plan; 0, the first one, when left out.</summary>
    public int PriceIndex { get; set; }

    /// <summary>Number of units, 1 or more; 1 when left out.</summary>
    public int Quantity { get; set; } = 1;

    /// <summary>Amount of the invoice's line, in units of the currency; the amount of the price when left out.</summary>
    public decimal? InvoiceAmount { get; set; }

    /// <summary>Text of the invoice's line.</summary>
    public string? InvoiceDescription { get; set; }

    internal OrderItemPlan Copy()
    {
        var copy = (OrderItemPlan)MemberwiseClone();
        copy.Values = new Dictionary<string, string>(Values, StringComparer.Ordinal);
        return copy;
    }
}
