using System;
using System.Collections.Generic;

namespace ClickFunnels.Workflows;

/// <summary>Exceptions for one combination of property values.</summary>
/// <example><code>new VariantPlan { Values = { ["Size"] = "S", ["Color"] = "red" }, Sku = "SHIRT-S-RED" }</code></example>
public sealed class VariantPlan : VariantSettings
{
    /// <summary>The value of each property of the plan, by the property's name.</summary>
    public IDictionary<string, string> Values { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>True to leave the combination out.</summary>
    public bool Omit { get; set; }

    /// <summary>The prices of this variant, which replace those of the plan; empty to keep those.</summary>
    public IList<PricePlan> Prices { get; private set; } = [];

    internal new VariantPlan Copy()
    {
        var copy = (VariantPlan)base.Copy();
        copy.Values = new Dictionary<string, string>(Values, StringComparer.Ordinal);
        copy.Prices = Prices.CopyEach(static price => price.Copy());
        return copy;
    }
}
