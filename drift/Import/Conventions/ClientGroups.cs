using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Conventions;

/// <summary>Marks the tags that only group other tags (<c>x-group</c>): the generator writes no operations for them.</summary>
internal static class ClientGroups
{
    public static void Mark(JsonObject document)
    {
        var used = OperationNode.All(document).Select(operation => operation.Tag).ToHashSet(StringComparer.Ordinal);
        foreach (var tag in (document["tags"] as JsonArray ?? []).OfType<JsonObject>().Where(tag => tag.ContainsKey("x-client")))
        {
            if (used.Contains(tag["name"]?.ToString()))
            {
                tag.Remove("x-group");
            }
            else if (!tag.ContainsKey("x-group"))
            {
                tag.Insert(1, "x-group", true);
            }
        }
    }
}
