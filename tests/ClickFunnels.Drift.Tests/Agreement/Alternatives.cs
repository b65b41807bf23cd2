using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Import;

namespace ClickFunnels.Drift.Tests.Agreement;

/// <summary>
/// The keywords that the generated client has no form for, as the import treats them: a union is free-form JSON, several types are the
/// widest of them, and discriminators and patterns of property names go.
/// </summary>
internal sealed class Alternatives : INormalizer
{
    public string Name => "alternatives";

    public string Summary => "Unions become free-form, lists of types one type; discriminators and patterns of property names go.";

    public void Apply(JsonObject document, ImportLog log) =>
        SchemaWalker.Each(
            document,
            place =>
            {
                var schema = place.Schema;
                schema.Remove("discriminator");
                schema.Remove("patternProperties");
                foreach (var keyword in (string[])["oneOf", "anyOf"])
                {
                    if (schema[keyword] is not JsonArray members || members.Count(member => !SchemaNodeExtensions.IsNullType(member)) < 2)
                    {
                        continue;
                    }

                    var nullable = schema.AllowsNull();
                    var types = members.OfType<JsonObject>().SelectMany(member => member.Types()).Distinct().ToList();
                    if (members.All(member => member is JsonObject { Count: 1 } bare && bare.ContainsKey("type")))
                    {
                        schema.Become(new JsonObject { ["type"] = SchemaNodeExtensions.ListOf(types) });
                    }
                    else
                    {
                        schema.Become(new JsonObject { ["type"] = "object", ["additionalProperties"] = true });
                    }

                    if (nullable)
                    {
                        schema.AllowNull();
                    }
                }

                if (schema.Types().Where(type => type != "null").ToList() is { Count: > 1 } several)
                {
                    var chosen = TypeList.Chosen(several)!;
                    schema.SetTypes(schema.AllowsNull() ? [chosen, "null"] : [chosen]);
                }
            }
        );
}
