using System.Collections.Generic;

namespace ClickFunnels.Workflows;

/// <summary>One property in which variants differ, with its values: a size, a colour, a tier.</summary>
public sealed class ProductPropertyPlan
{
    /// <summary>Name of the property, such as <c>Size</c>. Needed; unique in the plan, letter case aside.</summary>
    public string? Name { get; set; }

    /// <summary>Values, such as <c>S</c> and <c>M</c>, in the order in which variants are made. One at least; unique, letter case aside.</summary>
    public IList<string> Values { get; private set; } = [];

    internal ProductPropertyPlan Copy() => new() { Name = Name, Values = [.. Values] };
}
