using System;
using System.Collections.Generic;

namespace ClickFunnels.Workflows;

/// <summary>One line of an order: a variant at one of its prices.</summary>
public sealed class OrderItemPlan
{
    /// <summary>The variant: the value of each property, by the property's name. Empty if the plan has a single variant.</summary>
    public IDictionary<string, string> Values { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Index of the variant's price in the plan. The default is 0, the first one.</summary>
    public int PriceIndex { get; set; }

    /// <summary>Number of units, 1 or more. The default is 1.</summary>
    public int Quantity { get; set; } = 1;

    /// <summary>Amount of the invoice's line, in units of the currency; null for the amount of the price.</summary>
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
