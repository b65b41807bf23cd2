using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Contracts.Tree;

/// <summary>Visits every schema of a document; references are not followed.</summary>
internal static class SchemaWalker
{
    private static readonly string[] Lists = ["allOf", "anyOf", "oneOf"];
    private static readonly string[] Singles = ["items", "x-values", "contains", "additionalProperties", "not"];

    /// <summary>Visits owners before their children. Schemas that a visit adds are visited, too.</summary>
    public static void Each(JsonObject document, Action<LocatedSchema> visit)
    {
        foreach (var root in Roots(document).ToList())
        {
            Visit(root, visit, 0);
        }
    }

    /// <summary>Gets the schemas that no other schema owns.</summary>
    public static IEnumerable<LocatedSchema> Roots(JsonObject document)
    {
        var components = document["components"] as JsonObject;
        foreach (var (name, schema) in components.Get("schemas") as JsonObject ?? [])
        {
            if (schema is JsonObject map)
            {
                yield return new LocatedSchema(map, JsonPointer.Append("/components/schemas", name), name, false);
            }
        }

        foreach (
            var (kind, pointer) in new[]
            {
                ("parameters", "/components/parameters"),
                ("headers", "/components/headers"),
                ("requestBodies", "/components/requestBodies"),
                ("responses", "/components/responses"),
            }
        )
        {
            foreach (var (name, member) in components.Get(kind) as JsonObject ?? [])
            {
                foreach (var place in Of(member as JsonObject, JsonPointer.Append(pointer, name)))
                {
                    yield return place;
                }
            }
        }

        foreach (var operation in OperationNode.All(document))
        {
            foreach (var place in operation.Parameters.SelectMany(parameter => Of(parameter.Node, parameter.Pointer)))
            {
                yield return place;
            }

            foreach (var place in Of(operation.Node["requestBody"] as JsonObject, operation.Pointer + "/requestBody"))
            {
                yield return place;
            }

            foreach (var (status, response) in operation.Node["responses"] as JsonObject ?? [])
            {
                var pointer = JsonPointer.Append(operation.Pointer + "/responses", status);
                foreach (var place in Of(response as JsonObject, pointer))
                {
                    yield return place;
                }

                foreach (var (name, header) in (response as JsonObject).Get("headers") as JsonObject ?? [])
                {
                    foreach (var place in Of(header as JsonObject, JsonPointer.Append(pointer + "/headers", name)))
                    {
                        yield return place;
                    }
                }
            }
        }
    }

    // A parameter or header has a schema; a body has content.
    private static IEnumerable<LocatedSchema> Of(JsonObject? owner, string pointer)
    {
        if (owner.Get("schema") is JsonObject schema)
        {
            yield return new LocatedSchema(schema, pointer + "/schema", owner.Get("name") is JsonValue name ? name.ToString() : "", false);
        }

        foreach (var (type, content) in owner.Get("content") as JsonObject ?? [])
        {
            if (content.Get("schema") is JsonObject body)
            {
                yield return new LocatedSchema(body, JsonPointer.Append(pointer + "/content", type) + "/schema", "", false);
            }
        }
    }

    private static void Visit(LocatedSchema place, Action<LocatedSchema> visit, int depth)
    {
        if (depth > TreeLimits.MaxDepth)
        {
            return;
        }

        visit(place);
        var (schema, pointer, name, _) = place;
        foreach (var (property, member) in (schema["properties"] as JsonObject ?? []).ToList())
        {
            if (member is JsonObject map)
            {
                Visit(new LocatedSchema(map, JsonPointer.Append(pointer + "/properties", property), property, false), visit, depth + 1);
            }
        }

        foreach (var keyword in Singles)
        {
            if (schema[keyword] is JsonObject map)
            {
                Visit(
                    new LocatedSchema(map, $"{pointer}/{keyword}", name, keyword is "items" or "x-values" or "contains"),
                    visit,
                    depth + 1
                );
            }
        }

        foreach (var keyword in Lists)
        {
            if (schema[keyword] is not JsonArray members)
            {
                continue;
            }

            for (var index = 0; index < members.Count; index++)
            {
                if (members[index] is JsonObject map)
                {
                    Visit(new LocatedSchema(map, $"{pointer}/{keyword}/{index}", name, place.IsItem), visit, depth + 1);
                }
            }
        }
    }
}

/// <summary>A schema with its position in the document.</summary>
/// <param name="Schema">The schema; may be changed.</param>
/// <param name="Pointer">JSON pointer to the schema.</param>
/// <param name="Name">Name of the property, parameter or component; that of the list for items; empty for bodies.</param>
/// <param name="IsItem">True if the schema describes the items of a list.</param>
internal sealed record LocatedSchema(JsonObject Schema, string Pointer, string Name, bool IsItem);
