using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Removes unused components, of which the vendor's file has many.</summary>
internal sealed class UnusedComponents : INormalizer
{
    private static readonly string[] Kinds = ["schemas", "parameters", "headers", "responses", "requestBodies"];

    public string Name => "unused-components";

    public string Summary => "Components that no operation reaches are removed.";

    public void Apply(JsonObject document, ImportLog log)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        Reach(document, document["paths"], reached, 0);
        foreach (var kind in Kinds)
        {
            if (document["components"].Get(kind) is not JsonObject members)
            {
                continue;
            }

            foreach (
                var name in members.Select(entry => entry.Key).Where(name => !reached.Contains($"#/components/{kind}/{name}")).ToList()
            )
            {
                members.Remove(name);
                log.Add(this, $"/components/{kind}/{name}", "unused: removed");
            }

            if (members.Count == 0)
            {
                ((JsonObject)document["components"]!).Remove(kind);
            }
        }
    }

    private static void Reach(JsonObject document, JsonNode? node, HashSet<string> reached, int depth)
    {
        if (depth > 400)
        {
            return;
        }

        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Reach(document, item, reached, depth + 1);
            }
        }
        else if (node is JsonObject map)
        {
            if (map.Reference() is { } target && reached.Add(target))
            {
                Reach(document, document.Target(target), reached, depth + 1);
            }

            foreach (var (_, value) in map)
            {
                Reach(document, value, reached, depth + 1);
            }
        }
    }
}
