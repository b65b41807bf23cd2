using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Merges the members of <c>allOf</c>, because the generated classes do not support inheritance.</summary>
internal sealed class MergedParts : INormalizer
{
    public string Name => "merged-parts";

    public string Summary => "`allOf` of one reference becomes the reference, any other becomes one schema.";

    public void Apply(JsonObject document, ImportLog log) =>
        SchemaWalker.Each(
            document,
            place =>
            {
                if (place.Schema["allOf"] is not JsonArray parts)
                {
                    return;
                }

                if (parts is [JsonObject only] && only.Reference() is { } target && !place.Schema.ContainsKey("properties"))
                {
                    var nullable = place.Schema.AllowsNull();
                    place.Schema.Remove("type");
                    place.Schema.Remove("allOf");
                    place.Schema.Insert(0, "$ref", target);
                    if (nullable)
                    {
                        place.Schema.AllowNull();
                    }
                }
                else
                {
                    place.Schema.Remove("allOf");
                    Merge(document, place.Schema, parts, new HashSet<JsonObject>(ReferenceEqualityComparer.Instance));
                }

                log.Add(this, place.Pointer, "allOf merged");
            }
        );

    // A part that several others share adds nothing the second time.
    private static void Merge(JsonObject document, JsonObject into, JsonArray parts, HashSet<JsonObject> merged)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var part in parts)
        {
            if (document.Resolve(part) is not { } resolved || !merged.Add(resolved))
            {
                continue;
            }

            foreach (var (key, value) in resolved)
            {
                if (key == "allOf" && value is JsonArray inner)
                {
                    Merge(document, into, inner, merged);
                }
                else if (key == "properties" && value is JsonObject properties)
                {
                    AddProperties(into.Child("properties"), properties);
                }
                else if (key == "required" && value is JsonArray required)
                {
                    into["required"] = SchemaNodeExtensions.ListOf(into["required"].Texts().Concat(required.Texts()).Distinct());
                }
                else if (!into.ContainsKey(key))
                {
                    into.Add(key, value?.DeepClone());
                }
            }
        }
    }

    private static void AddProperties(JsonObject into, JsonObject properties)
    {
        foreach (var (name, schema) in properties)
        {
            if (!into.ContainsKey(name))
            {
                into.Add(name, schema?.DeepClone());
            }
        }
    }
}
