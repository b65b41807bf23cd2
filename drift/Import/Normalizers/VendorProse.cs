using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Removes the prose and examples of the vendor from the document.</summary>
internal sealed class VendorProse : INormalizer
{
    private static readonly string[] OfSchemas = ["title", "description", "example", "examples", "default", "externalDocs", "xml"];

    public string Name => "vendor-prose";

    public string Summary => "Titles, descriptions, summaries, examples, defaults, links and the vendor's own `x-` keys are removed.";

    public void Apply(JsonObject document, ImportLog log)
    {
        SchemaWalker.Each(document, place => Drop(place.Schema, place.Pointer, OfSchemas, log));
        foreach (var operation in OperationNode.All(document))
        {
            Drop(operation.Node, operation.Pointer, ["summary", "description", "externalDocs", "callbacks", "servers"], log);
            Drop(operation.PathItem, "/paths/" + operation.Path, ["summary", "description"], log);
            foreach (var (parameter, pointer) in operation.Parameters)
            {
                Drop(parameter, pointer, ["description", "example", "examples"], log);
            }

            Body(operation.Node["requestBody"] as JsonObject, operation.Pointer + "/requestBody", log);
            foreach (var (status, response) in operation.Node["responses"] as JsonObject ?? [])
            {
                Body(response as JsonObject, $"{operation.Pointer}/responses/{status}", log);
            }
        }

        foreach (var kind in (string[])["parameters", "headers", "responses", "requestBodies", "securitySchemes"])
        {
            foreach (var (name, member) in document["components"].Get(kind) as JsonObject ?? [])
            {
                Body(member as JsonObject, $"/components/{kind}/{name}", log);
            }
        }

        Drop(document.Child("components"), "/components", ["examples", "links", "callbacks"], log);
        foreach (var tag in (document["tags"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Drop(tag, "/tags", ["description", "externalDocs"], log);
        }

        Drop(document, "", ["externalDocs", "webhooks"], log);
        if (document["info"] is JsonObject info)
        {
            Drop(info, "/info", ["description", "summary", "contact", "license", "termsOfService"], log);
        }
    }

    private void Body(JsonObject? owner, string pointer, ImportLog log)
    {
        if (owner is null)
        {
            return;
        }

        Drop(owner, pointer, ["description", "summary", "example", "examples", "links"], log);
        foreach (var (type, media) in owner["content"] as JsonObject ?? [])
        {
            if (media is JsonObject map)
            {
                Drop(map, JsonPointer.Append(pointer + "/content", type), ["example", "examples", "encoding"], log);
            }
        }

        foreach (var (name, header) in owner["headers"] as JsonObject ?? [])
        {
            if (header is JsonObject map)
            {
                Drop(map, $"{pointer}/headers/{name}", ["description", "example", "examples"], log);
            }
        }
    }

    // Our own keys are kept.
    private void Drop(JsonObject owner, string pointer, string[] keys, ImportLog log)
    {
        foreach (
            var key in owner
                .Select(entry => entry.Key)
                .Where(key =>
                    keys.Contains(key) || key.StartsWith("x-", StringComparison.Ordinal) && !Conventions.ExtensionKeys.All.Contains(key)
                )
                .ToList()
        )
        {
            owner.Remove(key);
            log.Add(this, $"{pointer}/{key}", "dropped");
        }
    }
}
