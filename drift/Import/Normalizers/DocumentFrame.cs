using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Drift.Import.Conventions;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Replaces the frame of the document by ours: title, servers, security and the order of the keys.</summary>
internal sealed class DocumentFrame(ContractVocabulary names) : INormalizer
{
    public string Name => "document-frame";

    public string Summary =>
        "OpenAPI version, title, servers, security and the keys for the generator are ours; the keys of the document are in our order.";

    public void Apply(JsonObject document, ImportLog log)
    {
        var before = document.DeepClone();
        foreach (var key in (string[])["openapi", "info", "servers", "security"])
        {
            if (names.Contract[key] is { } ours)
            {
                document[key] = ours.DeepClone();
            }
        }

        foreach (var key in (string[])["x-client-class", "x-scope-parameter", "x-default-host"])
        {
            document.Remove(key);
            if (names.Contract[key] is { } ours)
            {
                document[key] = ours.DeepClone();
            }
        }

        document.Remove("x-tags");
        if (names.Contract.ContainsKey("x-tags") && document["tags"] is { } tags)
        {
            document["x-tags"] = tags.DeepClone();
        }

        Sort(
            document,
            [
                "openapi",
                "info",
                "servers",
                "security",
                "x-client-class",
                "x-scope-parameter",
                "x-default-host",
                "tags",
                "x-tags",
                "paths",
                "components",
            ]
        );
        Sort(document.Child("components"), ["securitySchemes", "parameters", "headers", "responses", "schemas"]);
        var schemas = document.Child("components").Child("schemas");
        Sort(schemas, [.. schemas.Select(entry => entry.Key).Order(StringComparer.Ordinal)]);
        if (!before.ToJsonString().Equals(document.ToJsonString(), StringComparison.Ordinal))
        {
            log.Add(this, "", "framed");
        }
    }

    private static void Sort(JsonObject map, string[] order)
    {
        var entries = map.ToList();
        map.Clear();
        foreach (var key in order)
        {
            if (entries.FirstOrDefault(entry => entry.Key == key) is { Key: not null } entry)
            {
                map.Add(entry.Key, entry.Value);
            }
        }
    }
}
