using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Text.Json.Serialization;

namespace ClickFunnels.Workflows;

/// <summary>A property in which variants differ, with its values: a size, a color, a tier.</summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class ProductPropertyPlan
{
    /// <summary>Name of the property, such as <c>Size</c>. Required; unique in the plan, ignoring case.</summary>
    public string? Name { get; set; }

    /// <summary>
    /// Values, such as <c>S</c> and <c>M</c>, in the order in which variants are created. At least one; unique, ignoring case.
    /// </summary>
    public IList<string> Values { get; private set; } = [];

    internal ProductPropertyPlan Copy() => new() { Name = Name, Values = [.. Values] };
}

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
