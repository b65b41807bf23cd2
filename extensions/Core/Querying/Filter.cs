using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// Narrows a list. Each list operation that documents filters has a type of its own, whose properties are the documented
/// attributes. Values of one attribute are alternatives, attributes narrow each other.
/// </summary>
/// <remarks>Rule: published filtering guide, <c>filter[attribute]=a,b</c>; an unknown attribute is refused with 400.</remarks>
public abstract class Filter
{
    /// <summary>Creates a filter that does not narrow the list.</summary>
    protected Filter() { }

    /// <summary>Adds the attributes that are set. Generated filters implement it.</summary>
    /// <param name="query">Receives the parameters.</param>
    protected abstract void Write(QueryString query);

    internal void WriteTo(QueryString query) => Write(query);
}
