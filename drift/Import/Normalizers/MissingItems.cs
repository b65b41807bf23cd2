using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Adds missing <c>items</c> to lists, from their examples or their names.</summary>
internal sealed class MissingItems : INormalizer
{
    public string Name => "missing-items";

    public string Summary =>
        "A list without `items` gets them from its examples, otherwise from its name: ids are integers, all else is text.";

    public void Apply(JsonObject document, ImportLog log)
    {
        var evidence = ExampleEvidence.Of(document);
        SchemaWalker.Each(
            document,
            place =>
            {
                if (!place.Schema.Is("array") || place.Schema["items"] is JsonObject { Count: > 0 })
                {
                    return;
                }

                var seen = evidence
                    .For(place.Schema)
                    .OfType<JsonArray>()
                    .SelectMany(list => list)
                    .Where(item => item is not null)
                    .Select(item => item!)
                    .ToList();
                var items =
                    seen.Count > 0 && seen.All(item => item is JsonValue value && value.TryGetValue<long>(out _)) ? Integer(place.Name)
                    : seen.Count > 0 && seen.All(item => item is JsonObject) ? Record(seen.Cast<JsonObject>())
                    : seen.Count == 0 && place.Name.EndsWith("_ids", StringComparison.Ordinal) ? Integer(place.Name)
                    : new JsonObject { ["type"] = "string" };
                place.Schema.Put("items", items);
                log.Add(this, place.Pointer, $"items are {items["type"]}" + (seen.Count > 0 ? ", as examples show" : ", as the name says"));
            }
        );
    }

    private static JsonObject Integer(string name)
    {
        var integer = new JsonObject { ["type"] = "integer" };
        if (name.EndsWith("ids", StringComparison.Ordinal))
        {
            integer["format"] = "int64";
        }

        return integer;
    }

    // Only the kinds of values are used; the values are the vendor's.
    private static JsonObject Record(IEnumerable<JsonObject> examples)
    {
        var properties = new JsonObject();
        foreach (var (name, value) in examples.SelectMany(example => example))
        {
            if (properties[name] is JsonObject known && !known.Is("null"))
            {
                continue;
            }

            properties[name] = value switch
            {
                null => new JsonObject { ["type"] = new JsonArray("string", "null") },
                JsonObject => new JsonObject { ["type"] = "object", ["additionalProperties"] = true },
                JsonArray => new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = new JsonObject { ["type"] = "string" },
                },
                JsonValue single when single.TryGetValue<bool>(out _) => new JsonObject { ["type"] = "boolean" },
                JsonValue single when single.TryGetValue<long>(out _) => new JsonObject { ["type"] = "integer" },
                JsonValue single when single.TryGetValue<decimal>(out _) => new JsonObject { ["type"] = "number" },
                _ => new JsonObject { ["type"] = "string" },
            };
        }

        return new JsonObject { ["type"] = "object", ["properties"] = properties };
    }
}
