using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>
/// Resolves examples made of <c>$ref</c>, which no tool supports. Later normalizers use the examples.
/// </summary>
internal sealed class ExampleReferences : INormalizer
{
    public string Name => "example-references";

    public string Summary => "An example made of `$ref` becomes the example of its target, or is removed if there is none.";

    public void Apply(JsonObject document, ImportLog log)
    {
        SchemaWalker.Each(document, place => Resolve(document, place.Schema, place.Pointer, log));
        foreach (var operation in OperationNode.All(document))
        {
            Content(document, operation.Node["requestBody"] as JsonObject, operation.Pointer + "/requestBody", log);
            foreach (var (status, response) in operation.Node["responses"] as JsonObject ?? [])
            {
                Content(document, response as JsonObject, $"{operation.Pointer}/responses/{status}", log);
            }
        }
    }

    private void Content(JsonObject document, JsonObject? owner, string pointer, ImportLog log)
    {
        foreach (var (type, media) in owner.Get("content") as JsonObject ?? [])
        {
            if (media is JsonObject map)
            {
                Resolve(document, map, JsonPointer.Append(pointer + "/content", type), log);
            }
        }
    }

    private void Resolve(JsonObject document, JsonObject owner, string pointer, ImportLog log)
    {
        if (owner["example"] is not JsonObject example || example.Reference() is not { } target)
        {
            return;
        }

        var found = document.Target(target);
        if (found is null || found is JsonObject map && map.ContainsKey("$ref"))
        {
            owner.Remove("example");
            log.Add(this, pointer + "/example", $"{target} has no example: removed");
            return;
        }

        owner.Put("example", found.DeepClone());
        log.Add(this, pointer + "/example", $"{target} resolved");
    }
}
