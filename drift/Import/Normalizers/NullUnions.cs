using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Converts unions with null to the form that NSwag reads: a list of types, or <c>oneOf</c> of a reference and null.</summary>
internal sealed class NullUnions : INormalizer
{
    public string Name => "null-unions";

    public string Summary =>
        "`anyOf` and `oneOf` with null become a type with null, or `oneOf` of a reference and null; a nullable enumeration lists null.";

    public void Apply(JsonObject document, ImportLog log) =>
        SchemaWalker.Each(
            document,
            place =>
            {
                var schema = place.Schema;
                if (schema["anyOf"] is JsonArray anyOf && anyOf.Any(SchemaNodeExtensions.IsNullType) && !schema.ContainsKey("oneOf"))
                {
                    var position = schema.IndexOf("anyOf");
                    schema.Remove("anyOf");
                    schema.Insert(position, "oneOf", anyOf);
                    log.Add(this, place.Pointer, "anyOf with null became oneOf");
                }

                if (
                    schema["oneOf"] is JsonArray { Count: 2 } members
                    && members.Any(SchemaNodeExtensions.IsNullType)
                    && members.OfType<JsonObject>().FirstOrDefault(member => !SchemaNodeExtensions.IsNullType(member)) is { } only
                    && only.Reference() is null
                )
                {
                    schema.Remove("oneOf");
                    foreach (var (key, value) in only)
                    {
                        schema.Put(key, value?.DeepClone());
                    }

                    schema.AllowNull();
                    log.Add(this, place.Pointer, "a union with null became a type");
                }

                if (schema["enum"] is JsonArray values && schema.Is("null") != values.Any(value => value is null))
                {
                    if (
                        !schema.ContainsKey("type")
                        && values.All(value => value is null || value is JsonValue text && text.TryGetValue<string>(out _))
                    )
                    {
                        schema.Insert(0, "type", "string");
                    }

                    if (!schema.ContainsKey("type"))
                    {
                        return;
                    }

                    if (!schema.Is("null"))
                    {
                        schema.SetTypes([.. schema.Types(), "null"]);
                    }

                    if (!values.Any(value => value is null))
                    {
                        values.Add(null);
                    }

                    log.Add(this, place.Pointer, "null is a type and a value of the enumeration");
                }
            }
        );
}
