using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Core;

/// <summary>
/// Narrows a list. Each list operation that documents filters has a type of its own, whose properties are the documented
/// attributes. Values of one attribute are alternatives, attributes narrow each other.
/// </summary>
/// <remarks>On the wire: <c>filter[attribute]=a,b</c>.</remarks>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public abstract class Filter
{
    /// <summary>Creates a filter that does not narrow the list.</summary>
    protected Filter() { }

    /// <summary>Adds the attributes that are set. Generated filters implement it.</summary>
    /// <param name="query">Receives the parameters.</param>
    /// <param name="name">Name of the query parameter, such as <c>filter</c>.</param>
    protected abstract void Write(QueryString query, string name);

    internal void WriteTo(QueryString query, string name) => Write(query, name);

    /// <summary>Returns a copy of the same type, which can be changed without a change of this one.</summary>
    public Filter Copy() => (Filter)MemberwiseClone();
}
