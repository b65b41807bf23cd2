using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import;

/// <summary>Collects the values that the examples of a document show for each of its schemas.</summary>
internal sealed class ExampleEvidence
{
    private const int MaxDepth = 40;
    private readonly JsonObject _document;
    private readonly Dictionary<JsonObject, List<JsonNode?>> _values = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<(JsonObject, JsonNode)> _seen = [];

    private ExampleEvidence(JsonObject document) => _document = document;

    public static ExampleEvidence Of(JsonObject document)
    {
        var evidence = new ExampleEvidence(document);
        SchemaWalker.Each(
            document,
            place =>
            {
                if (place.Schema.ContainsKey("example"))
                {
                    evidence.Match(place.Schema, place.Schema["example"], 0);
                }

                foreach (var example in place.Schema["examples"] as JsonArray ?? [])
                {
                    evidence.Match(place.Schema, example, 0);
                }
            }
        );
        foreach (var operation in OperationNode.All(document))
        {
            evidence.Content(operation.Node["requestBody"]);
            foreach (var (_, response) in operation.Node["responses"] as JsonObject ?? [])
            {
                evidence.Content(response);
            }
        }

        return evidence;
    }

    /// <summary>Gets the values of a schema, nulls included; empty if no example shows the schema.</summary>
    public IReadOnlyList<JsonNode?> For(JsonObject schema) => _values.TryGetValue(schema, out var values) ? values : [];

    private void Content(JsonNode? owner)
    {
        foreach (var (_, media) in _document.Resolve(owner).Get("content") as JsonObject ?? [])
        {
            if (media is not JsonObject map || map["schema"] is not JsonObject schema)
            {
                continue;
            }

            if (map.ContainsKey("example"))
            {
                Match(schema, map["example"], 0);
            }

            foreach (var (_, example) in map["examples"] as JsonObject ?? [])
            {
                if (example is JsonObject named && named.ContainsKey("value"))
                {
                    Match(schema, named["value"], 0);
                }
            }
        }
    }

    private void Match(JsonObject? schema, JsonNode? value, int depth)
    {
        if (schema is null || depth > MaxDepth || value is JsonObject illegal && illegal.ContainsKey("$ref"))
        {
            return;
        }

        // Two ways through shared parts of allOf may lead here.
        if (value is not null && !_seen.Add((schema, value)))
        {
            return;
        }

        if (!_values.TryGetValue(schema, out var seen))
        {
            _values[schema] = seen = [];
        }

        seen.Add(value);

        // A null at the place of use does not apply to the target of the reference.
        if (schema.Reference() is { } target)
        {
            if (value is not null)
            {
                Match(_document.Target(target) as JsonObject, value, depth + 1);
            }

            return;
        }

        foreach (var keyword in (string[])["allOf", "oneOf", "anyOf"])
        {
            foreach (var part in (schema[keyword] as JsonArray ?? []).OfType<JsonObject>())
            {
                if (value is not null && (keyword == "allOf" || Fits(part, value)))
                {
                    Match(part, value, depth + 1);
                }
            }
        }

        if (value is JsonObject map)
        {
            foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
            {
                if (map.ContainsKey(name))
                {
                    Match(property as JsonObject, map[name], depth + 1);
                }
            }
        }
        else if (value is JsonArray list)
        {
            foreach (var item in list)
            {
                Match((schema["items"] ?? schema["contains"]) as JsonObject, item, depth + 1);
            }
        }
    }

    private bool Fits(JsonObject part, JsonNode value)
    {
        var resolved = _document.Resolve(part);
        var types = resolved?.Types() ?? [];
        return value switch
        {
            JsonObject map => types.Contains("object")
                && (resolved.Get("properties") as JsonObject ?? []).Any(property => map.ContainsKey(property.Key)),
            JsonArray => types.Contains("array"),
            _ => types.Count > 0 && !types.Contains("object") && !types.Contains("array"),
        };
    }
}
