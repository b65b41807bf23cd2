using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Drift.Import.Conventions;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Replaces tags by the names of our groups: <c>Products::Variant</c> becomes <c>ProductVariants</c>.</summary>
internal sealed class TagNames(ContractVocabulary names) : INormalizer
{
    public string Name => "tag-names";

    public string Summary =>
        "Tags get our names, plain and in the plural; `x-vendor-tag` keeps the vendor's, `x-client` is the path of the group's "
        + "client. An operation without a tag gets one from its path.";

    public void Apply(JsonObject document, ImportLog log)
    {
        var used = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var tag in (document["tags"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var vendor = tag["x-vendor-tag"]?.ToString();
            if (vendor is not null)
            {
                used.TryAdd(tag["name"]!.ToString(), vendor);
            }
        }

        foreach (var operation in OperationNode.All(document))
        {
            var vendor =
                operation.Tag
                ?? CSharpIdentifier.Pascal(operation.Segments.LastOrDefault(segment => !segment.StartsWith('{')) ?? "Default");
            var name = used.ContainsKey(vendor) ? vendor : names.Tag(vendor);
            if (name != vendor || operation.Tag is null || operation.Node["tags"] is JsonArray { Count: > 1 })
            {
                operation.Node["tags"] = new JsonArray(name);
                log.Add(this, operation.Pointer + "/tags", $"{vendor} became {name}");
            }

            if (name != vendor || !used.ContainsKey(name))
            {
                used[name] = used.GetValueOrDefault(name) ?? vendor;
            }
        }

        document["tags"] = new JsonArray([.. WithGroups(used)]);
        ClientGroups.Mark(document);
    }

    // A client belongs to the client of its group, so each group precedes its first member.
    private IEnumerable<JsonNode> WithGroups(Dictionary<string, string?> used)
    {
        var tags = used.Select(tag => new JsonObject
            {
                ["name"] = tag.Key,
                ["description"] = names.TagDescription(tag.Key),
                ["x-client"] = names.ClientPath(tag.Key, tag.Value!),
                ["x-vendor-tag"] = tag.Value,
            })
            .ToList();
        var paths = tags.Select(tag => tag["x-client"]!.ToString()).ToHashSet(StringComparer.Ordinal);
        foreach (var tag in tags)
        {
            var path = tag["x-client"]!.ToString();
            for (var end = path.IndexOf('.', StringComparison.Ordinal); end > 0; end = path.IndexOf('.', end + 1))
            {
                if (paths.Add(path[..end]))
                {
                    yield return names.Group(path[..end]);
                }
            }

            yield return tag;
        }
    }
}
