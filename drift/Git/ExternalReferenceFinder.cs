using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Git;

/// <summary>Finds the references of a document that lead to other documents.</summary>
internal static class ExternalReferenceFinder
{
    public static IEnumerable<(string Reference, string Pointer)> In(JsonObject root)
    {
        var waiting = new Stack<(JsonNode? Node, string Pointer)>([(root, "")]);
        while (waiting.TryPop(out var at))
        {
            if (at.Node is JsonArray list)
            {
                foreach (var (index, item) in list.Index())
                {
                    waiting.Push((item, JsonPointer.Append(at.Pointer, index)));
                }
            }
            else if (at.Node is JsonObject map)
            {
                if (map["$ref"] is JsonValue value && value.TryGetValue<string>(out var reference) && !reference.StartsWith('#'))
                {
                    yield return (reference, at.Pointer);
                }

                // Examples are data.
                foreach (var (key, child) in map.Where(entry => entry.Key is not ("example" or "examples")))
                {
                    waiting.Push((child, JsonPointer.Append(at.Pointer, key)));
                }
            }
        }
    }
}
