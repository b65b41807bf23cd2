using System.Collections.ObjectModel;
using System.Linq;

namespace ClickFunnels.Workflows;

/// <summary>The properties of a plan, in order; written as <c>{ { "Size", "S", "M" }, { "Color", "red", "blue" } }</c>.</summary>
public sealed class ProductPropertyPlans : Collection<ProductPropertyPlan>
{
    /// <summary>Adds a property with its values.</summary>
    /// <param name="name">Name of the property.</param>
    /// <param name="values">Its values, in order.</param>
    public void Add(string name, params string[] values)
    {
        var property = new ProductPropertyPlan { Name = name };
        foreach (var value in values ?? [])
        {
            property.Values.Add(value);
        }

        Add(property);
    }

    internal ProductPropertyPlans Copy()
    {
        var copy = new ProductPropertyPlans();
        foreach (var property in Items.Select(static item => item?.Copy()))
        {
            copy.Add(property!);
        }

        return copy;
    }
}
