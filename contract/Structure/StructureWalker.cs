using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Contracts.Structure;

/// <summary>
/// Visits the objects of a document by their shapes. Examples, defaults and extensions are data, so they are not visited.
/// </summary>
internal static class StructureWalker
{
    /// <summary>Gets the objects below a node, and the node itself; references are not followed.</summary>
    public static IEnumerable<ShapedNode> Each(JsonNode? root, string pointer, NodeShape shape)
    {
        var waiting = new Stack<ShapedNode>();
        Push(root, pointer, shape);
        while (waiting.TryPop(out var at))
        {
            yield return at;
            foreach (var (key, value) in at.Node)
            {
                if (at.Shape.Of(key) is not { Of: { } of } known || value is null)
                {
                    continue;
                }

                var inner = of();
                var place = JsonPointer.Append(at.Pointer, key);
                switch (known.Form)
                {
                    case ValueForm.One:
                        Push(value, place, inner);
                        break;
                    case ValueForm.Map when value is JsonObject map:
                        foreach (var (name, item) in map.Where(entry => inner.IsName(entry.Key)))
                        {
                            Push(item, JsonPointer.Append(place, name), inner);
                        }

                        break;
                    case ValueForm.List when value is JsonArray list:
                        foreach (var (index, item) in list.Index())
                        {
                            Push(item, JsonPointer.Append(place, index), inner);
                        }

                        break;
                }
            }
        }

        void Push(JsonNode? node, string at, NodeShape kind)
        {
            if (node is JsonObject map)
            {
                waiting.Push(new ShapedNode(map, at, kind));
            }
        }
    }
}

/// <summary>An object of a document with its place and shape.</summary>
internal readonly record struct ShapedNode(JsonObject Node, string Pointer, NodeShape Shape)
{
    /// <summary>The text of <c>$ref</c> if the object may be a reference; null otherwise.</summary>
    public string? Reference =>
        Shape.MayBeReference && Node["$ref"] is JsonValue value && value.TryGetValue<string>(out var target) ? target : null;
}
