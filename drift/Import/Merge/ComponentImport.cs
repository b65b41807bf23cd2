using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Merge;

/// <summary>
/// Copies parts of the normalized document into our contract, together with the components that they refer to.
/// </summary>
internal sealed class ComponentImport(JsonObject ours, JsonObject theirs, MergeResult result)
{
    /// <summary>Copies a node for our contract. A component that we already have under the same name is not replaced.</summary>
    public JsonNode? Copy(JsonNode? node)
    {
        var copy = node?.DeepClone();
        Bring(copy);
        return copy;
    }

    private void Bring(JsonNode? node)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Bring(item);
            }

            return;
        }

        if (node is not JsonObject map)
        {
            return;
        }

        if (
            map.Reference() is { } target
            && ours.Target(target) is null
            && theirs.Target(target) is { } definition
            && target.Split('/') is ["#", "components", var kind, var name]
        )
        {
            var copy = definition.DeepClone();
            Insert(ours.Child("components").Child(kind), name, copy, sorted: kind == "schemas");
            result.Changed($"{kind} added", $"/components/{kind}/{name}");
            Bring(copy);
        }

        foreach (var (_, value) in map)
        {
            Bring(value);
        }
    }

    private static void Insert(JsonObject map, string name, JsonNode value, bool sorted)
    {
        var index = sorted ? map.TakeWhile(entry => string.CompareOrdinal(entry.Key, name) < 0).Count() : map.Count;
        map.Insert(index, name, value);
    }
}
