using System.Collections.Generic;

namespace ClickFunnels.Workflows;

/// <summary>A property in which variants differ, with its values: a size, a color, a tier.</summary>
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
