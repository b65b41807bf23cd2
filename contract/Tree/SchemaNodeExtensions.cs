using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Contracts.Tree;

/// <summary>Extension methods that read and change schemas.</summary>
internal static class SchemaNodeExtensions
{
    /// <summary>Types without null, in the order given.</summary>
    public static List<string> Types(this JsonObject schema) =>
        schema["type"] switch
        {
            JsonValue single => [single.ToString()],
            JsonArray several => [.. several.Select(type => type?.ToString() ?? "null")],
            _ => [],
        };

    public static bool Is(this JsonObject schema, string type) => schema.Types().Contains(type);

    /// <summary>Gets the only type besides null; null if there is none or more than one.</summary>
    public static string? OnlyType(this JsonObject schema) =>
        schema.Types().Where(type => type != "null").ToList() is [var only] ? only : null;

    public static bool AllowsNull(this JsonObject schema) =>
        schema.Is("null")
        || schema["enum"] is JsonArray values && !schema.ContainsKey("type") && values.Any(value => value is null)
        || schema["oneOf"] is JsonArray members && members.Any(IsNullType);

    public static bool IsNullType(JsonNode? member) =>
        member is JsonObject map && map["type"] is JsonValue type && type.ToString() == "null";

    public static void SetTypes(this JsonObject schema, params IEnumerable<string> types)
    {
        var list = types.Distinct().ToList();
        schema.Put("type", list is [var only] ? only : new JsonArray([.. list.Select(type => (JsonNode)type)]));
    }

    /// <summary>Lets a schema be null, in the form that the generator reads: a type, or oneOf a reference and null.</summary>
    public static void AllowNull(this JsonObject schema)
    {
        if (schema.AllowsNull())
        {
            return;
        }

        if (schema.Remove("$ref", out var reference))
        {
            schema.Insert(0, "oneOf", new JsonArray(new JsonObject { ["$ref"] = reference }, new JsonObject { ["type"] = "null" }));
        }
        else if (schema["oneOf"] is JsonArray members)
        {
            members.Add((JsonNode)new JsonObject { ["type"] = "null" });
        }
        else if (schema.Types() is { Count: > 0 } types)
        {
            schema.SetTypes([.. types, "null"]);
        }

        if (schema["enum"] is JsonArray values && !values.Any(value => value is null))
        {
            values.Add(null);
        }
    }

    /// <summary>Sets a key without moving it; a new key goes to the end.</summary>
    public static void Put(this JsonObject map, string key, JsonNode? value)
    {
        var index = map.IndexOf(key);
        if (index < 0)
        {
            map.Add(key, value);
            return;
        }

        map.RemoveAt(index);
        map.Insert(index, key, value);
    }

    /// <summary>Replaces all keys with those of another map.</summary>
    public static void Become(this JsonObject map, JsonObject other)
    {
        map.Clear();
        foreach (var (key, value) in other)
        {
            map.Add(key, value?.DeepClone());
        }
    }

    public static string? Reference(this JsonObject schema) =>
        schema["$ref"] is JsonValue value && value.TryGetValue<string>(out var target) ? target : null;

    /// <summary>Follows references; returns null if one has no target.</summary>
    public static JsonObject? Resolve(this JsonObject document, JsonNode? node)
    {
        for (var step = 0; step < 50; step++)
        {
            if (node is not JsonObject map)
            {
                return null;
            }

            if (map.Reference() is not { } target)
            {
                return map;
            }

            node = document.Target(target);
        }

        return null;
    }

    public static JsonNode? Target(this JsonObject document, string reference) =>
        reference.StartsWith('#') ? JsonPointer.Find(document, Uri.UnescapeDataString(reference[1..])) : null;

    /// <summary>Gets a child map, and creates it if it is missing.</summary>
    public static JsonObject Child(this JsonObject map, string key)
    {
        if (map[key] is JsonObject child)
        {
            return child;
        }

        var made = new JsonObject();
        map[key] = made;
        return made;
    }

    public static IEnumerable<string> Texts(this JsonNode? list) =>
        (list as JsonArray)?.OfType<JsonValue>().Select(value => value.ToString()) ?? [];

    public static JsonArray ListOf(IEnumerable<string> texts) => new([.. texts.Select(text => (JsonNode)text)]);

    public static JsonObject ReferenceTo(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };
}
