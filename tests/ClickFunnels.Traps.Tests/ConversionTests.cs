using System.Text.Json.Nodes;
using Newtonsoft.Json;

namespace ClickFunnels.Traps.Tests;

/// <summary>An update that is made of a record that was read does nothing that only a named method does.</summary>
public sealed class ConversionTests
{
    private static readonly JsonObject Schemas = ContractModel.Read("spec/clickfunnels.yaml").Root["components"]!["schemas"]!.AsObject();

    [Test]
    public void ConvertTo_sets_no_property_that_only_a_method_sets()
    {
        var models = Schemas
            .Select(static schema => (Type: typeof(ClickFunnelsClient).Assembly.GetType("ClickFunnels." + schema.Key), Name: schema.Key))
            .Where(static model => model.Type is not null && InternalFields(model.Name).Any())
            .ToList();

        Assert.That(models, Has.Count.GreaterThan(20));
        Each.Of(
            models,
            static model =>
            {
                var names = InternalFields(model.Name).ToList();
                var full = (Model)JsonConvert.DeserializeObject(Sample(Schemas[model.Name]!)!.ToJsonString(), model.Type!)!;
                Assert.That(names.Where(name => !full.Has(name)), Is.Empty, "These were not read, so that the test would show nothing.");

                var converted = (Model)typeof(Model).GetMethod(nameof(Model.ConvertTo))!.MakeGenericMethod(model.Type!).Invoke(full, null)!;

                Assert.That(names.Where(converted.Has), Is.Empty);
                Assert.That(names.Where(converted.AdditionalProperties.ContainsKey), Is.Empty);
            }
        );
    }

    private static IEnumerable<string> InternalFields(string schema) =>
        Schemas[schema]!["properties"] is JsonObject properties
            ? properties.Where(static property => property.Value!["x-internal"] is not null).Select(static property => property.Key)
            : [];

    private static JsonNode? Sample(JsonNode schema)
    {
        if (schema["$ref"] is { } reference)
        {
            return Sample(Schemas[reference.ToString().Split('/')[^1]]!);
        }

        if (schema["enum"] is JsonArray values)
        {
            return values[0]!.DeepClone();
        }

        var type = schema["type"] is JsonArray types ? types[0]!.ToString() : schema["type"]?.ToString();
        return type switch
        {
            "object" => new JsonObject(
                (schema["properties"] as JsonObject ?? []).Select(static property =>
                    KeyValuePair.Create(property.Key, Sample(property.Value!))
                )
            ),
            "array" => new JsonArray(Sample(schema["items"]!)),
            "boolean" => true,
            "integer" or "number" => 1,
            _ => schema["format"]?.ToString() switch
            {
                "date-time" => "2026-02-03T04:05:06.000Z",
                "decimal" => "1.5",
                _ => "text",
            },
        };
    }
}
