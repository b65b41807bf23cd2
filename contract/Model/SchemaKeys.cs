using System.Text.Json.Nodes;

namespace ClickFunnels.Contracts.Model;

/// <summary>The keys of schemas as they are written, before they are read.</summary>
internal static class SchemaKeys
{
    /// <summary>Returns true if a member of a union allows null only.</summary>
    public static bool IsNull(JsonNode? member) =>
        member switch
        {
            null => true,
            JsonObject map when map.TryGetPropertyValue("const", out var constant) => constant is null,
            JsonObject map when map["enum"] is JsonArray { Count: > 0 } values => values.All(value => value is null),
            JsonObject map => map["type"] is JsonValue type && type.ToString() == "null",
            _ => false,
        };

    /// <summary>Returns true if a key is an annotation, which does not restrict the value.</summary>
    public static bool IsAnnotation(string key) =>
        key is "$ref" or "description" or "summary" or "title" or "example" or "examples" or "$comment"
        || key.StartsWith("x-", StringComparison.Ordinal);

    /// <summary>Merges a definition with the keys of its place of use; the properties of both are kept.</summary>
    public static JsonObject Overlay(JsonObject definition, JsonObject use)
    {
        var merged = (JsonObject)definition.DeepClone();
        foreach (var (key, value) in use)
        {
            if (key == "required" && value is JsonArray names && merged[key] is JsonArray known)
            {
                AddMissing(known, names);
            }
            else if (key == "properties" && value is JsonObject properties && merged[key] is JsonObject defined)
            {
                AddMissing(defined, properties);
            }
            else if (key != "$ref")
            {
                merged[key] = value?.DeepClone();
            }
        }

        return merged;
    }

    private static void AddMissing(JsonArray known, JsonArray names)
    {
        foreach (var name in names)
        {
            if (!known.Any(other => JsonNode.DeepEquals(other, name)))
            {
                known.Add(name?.DeepClone());
            }
        }
    }

    private static void AddMissing(JsonObject known, JsonObject properties)
    {
        foreach (var (name, property) in properties)
        {
            known.TryAdd(name, property?.DeepClone());
        }
    }
}
