using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Replaces schemas that the generated models do not support by the nearest supported form.</summary>
internal sealed class GeneratorTypes : INormalizer
{
    private const string OneOrMany = "x-one-or-many";
    private static readonly HashSet<string> Formats = new(StringComparer.Ordinal) { "date-time", "decimal", "double", "int32", "int64" };

    public string Name => "generator-types";

    public string Summary =>
        "Formats without a C# type are removed, numbers without format become doubles; unions of types become text, other alternatives "
        + "free-form; enumerations without valid C# names become text; nested lists and maps of any value become free-form.";

    public void Apply(JsonObject document, ImportLog log)
    {
        // A change of items may affect their list, which was visited before.
        int before;
        do
        {
            before = log.Entries.Count;
            Pass(document, log);
        } while (log.Entries.Count > before);
    }

    private void Pass(JsonObject document, ImportLog log) =>
        SchemaWalker.Each(
            document,
            place =>
            {
                var schema = place.Schema;
                if (schema.Reference() is not null)
                {
                    return;
                }

                if (schema["format"] is JsonValue format && !Formats.Contains(format.ToString()))
                {
                    schema.Remove("format");
                    log.Add(this, place.Pointer, $"format {format} dropped");
                }

                if (schema.OnlyType() == "number" && !schema.ContainsKey("format"))
                {
                    schema.Insert(schema.IndexOf("type") + 1, "format", "double");
                    log.Add(this, place.Pointer, "a number is a double");
                }

                if (
                    schema["oneOf"] is JsonArray one && one.Count(member => !SchemaNodeExtensions.IsNullType(member)) > 1
                    || schema["anyOf"] is JsonArray { Count: > 0 }
                )
                {
                    if (place.Pointer.Contains("/properties/", StringComparison.Ordinal) && !schema.ContainsKey(OneOrMany))
                    {
                        var nullable = schema.AllowsNull();
                        schema.Become(new JsonObject { ["type"] = "object", ["additionalProperties"] = true });
                        if (nullable)
                        {
                            schema.AllowNull();
                        }

                        log.Add(this, place.Pointer, "alternatives became free-form");
                        return;
                    }
                }

                if (schema.Types().Where(type => type != "null").ToList() is { Count: > 1 } types)
                {
                    var chosen =
                        types.Contains("string") ? "string"
                        : types.Contains("number") ? "number"
                        : types.Contains("object") ? "object"
                        : types[0];
                    schema.SetTypes(schema.AllowsNull() ? [chosen, "null"] : [chosen]);
                    if (chosen == "string" && schema["format"]?.ToString() is "int32" or "int64")
                    {
                        schema.Remove("format");
                    }

                    log.Add(this, place.Pointer, $"{string.Join(" or ", types)} became {chosen}");
                }

                if (schema["enum"] is JsonArray values && !MakesNames(values))
                {
                    schema.Remove("enum");
                    log.Add(this, place.Pointer, "an enumeration without C# names became its type");
                }

                if (
                    schema.Types().Count == 0
                    && place.Pointer.Contains("/properties/", StringComparison.Ordinal)
                    && !schema.ContainsKey("oneOf")
                    && !schema.ContainsKey("anyOf")
                    && !schema.ContainsKey("allOf")
                )
                {
                    schema.Put(
                        "type",
                        schema.ContainsKey("properties") ? "object"
                            : schema.ContainsKey("items") ? "array"
                            : schema.ContainsKey("enum") ? "string"
                            : "object"
                    );
                    if (schema.OnlyType() == "object" && !schema.ContainsKey("properties"))
                    {
                        schema["additionalProperties"] = true;
                    }

                    log.Add(this, place.Pointer, $"a missing type became {schema["type"]}");
                }

                if (
                    schema["items"] is JsonObject items
                    && items.Reference() is null
                    && (
                        items.Is("array")
                        || items.OnlyType() is "number" or "boolean"
                        || items.Is("object") && items["properties"] is not JsonObject { Count: > 0 }
                    )
                )
                {
                    schema["items"] = new JsonObject { ["type"] = "string" };
                    log.Add(this, place.Pointer + "/items", "items without a class became texts");
                }

                if (
                    schema.OnlyType() == "object"
                    && schema["properties"] is not JsonObject { Count: > 0 }
                    && place.Pointer.Contains("/properties/", StringComparison.Ordinal)
                    && !(schema["additionalProperties"] is JsonObject extra && extra.OnlyType() == "string")
                    && !JsonNode.DeepEquals(schema["additionalProperties"], JsonValue.Create(true))
                )
                {
                    schema["additionalProperties"] = true;
                    log.Add(this, place.Pointer, "free-form");
                }

                if (schema["additionalProperties"] is JsonObject texts && texts.OnlyType() == "string" && !texts.AllowsNull())
                {
                    texts.AllowNull();
                    log.Add(this, place.Pointer, "values of a map may be null");
                }

                foreach (
                    var name in (schema["properties"] as JsonObject ?? [])
                        .Select(property => property.Key)
                        .Where(name =>
                            !CSharpIdentifier.IsMember(CSharpIdentifier.Pascal(name))
                            || name.Any(letter => letter != '_' && !char.IsAsciiLetterOrDigit(letter))
                        )
                        .ToList()
                )
                {
                    ((JsonObject)schema["properties"]!).Remove(name);
                    log.Add(this, place.Pointer, $"{name} has no valid C# name: removed, still readable as an unknown field");
                }
            }
        );

    private static bool MakesNames(JsonArray values)
    {
        var names = values
            .Where(value => value is not null)
            .Select(value => value is JsonValue single && single.TryGetValue<string>(out var text) ? CSharpIdentifier.EnumMember(text) : "")
            .ToList();
        return names.Count > 0 && names.All(CSharpIdentifier.IsMember) && names.Distinct(StringComparer.Ordinal).Count() == names.Count;
    }
}
