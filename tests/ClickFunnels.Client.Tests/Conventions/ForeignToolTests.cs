using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Validation;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests.Conventions;

/// <summary>The contract keeps to forms that validators and generators of other people understand.</summary>
public sealed class ForeignToolTests
{
    private static readonly string[] Types = ["null", "boolean", "object", "array", "number", "string", "integer"];

    private static IEnumerable<JsonObject> Objects => All(Contract.Root);

    private static IEnumerable<JsonObject> Parameters =>
        Contract.Root["components"]!["parameters"]!.AsObject().Select(static entry => entry.Value!.AsObject());

    [Test]
    public void No_value_matches_two_members_of_oneOf()
    {
        var unions = Objects.Where(static schema => schema["oneOf"] is JsonArray).ToList();
        Assert.That(unions, Is.Not.Empty);
        Each.Of(
            unions,
            static schema =>
                Assert.That(
                    schema["oneOf"]!.AsArray().SelectMany(static member => TypesOf(member!, false).Distinct()),
                    Is.Unique,
                    $"{schema.ToJsonString()}: anyOf, or members of different JSON types."
                )
        );
    }

    [Test]
    public void No_text_matches_two_members_of_oneOf() =>
        Each.Of(
            Parameters,
            static parameter =>
                Assert.That(
                    (Resolve(parameter["schema"]!)["oneOf"] as JsonArray ?? []).SelectMany(static member =>
                        TypesOf(member!, true).Distinct()
                    ),
                    Is.Unique,
                    "In paths and queries numbers are texts as well: anyOf."
                )
        );

    [Test]
    public void Deep_objects_hold_single_values_only() =>
        Each.Of(
            Parameters.Where(static parameter => parameter["style"]?.ToString() == "deepObject"),
            static parameter =>
            {
                var attributes = Resolve(parameter["schema"]!)["properties"]!.AsObject();
                Assert.That(attributes, Is.Not.Empty);
                foreach (var (name, attribute) in attributes)
                {
                    Assert.That(
                        TypesOf(attribute!, false),
                        Is.SubsetOf(new[] { "string", "boolean" }),
                        $"OpenAPI defines no form of a list in deepObject: {name} is a text with x-values."
                    );
                }
            }
        );

    [TestCase("7", true)]
    [TestCase("\"AbCdEf\"", true)]
    [TestCase("0", false)]
    [TestCase("\"\"", false)]
    [TestCase("true", false)]
    public void An_id_is_a_number_or_a_text(string json, bool isValid)
    {
        var identifier = ApiDocument.Read(PinnedContract.Read()).Component("Identifier")!;
        var violations = SchemaValidator.Validate(identifier, JsonDocument.Parse(json).RootElement, Direction.Request);

        Assert.That(violations, isValid ? Is.Empty : Is.Not.Empty);
    }

    [Test]
    public void Texts_that_join_values_say_so()
    {
        var joined = Objects.Where(static schema => schema["x-values"] is not null).ToList();
        var inFilters = Contract.Root["components"]!["schemas"]!
            .AsObject()
            .Where(static entry => entry.Value!["x-usage"]?.ToString() == "filter")
            .SelectMany(static entry => All(entry.Value))
            .Count(static schema => schema["x-values"] is not null);

        Assert.That(joined, Has.Count.EqualTo(inFilters).And.Count.GreaterThan(0), "Only filters join values.");
        Each.Of(
            joined,
            static schema =>
            {
                Assert.That(Contract.Text(schema["type"]), Is.EqualTo("string"));
                Assert.That(Contract.Text(schema["description"]), Does.Contain(", separated by commas"));
            }
        );
    }

    [Test]
    public void No_response_is_a_range_of_statuses() =>
        Each.Of(
            Contract.Operations,
            static operation =>
                Assert.That(operation.Statuses, Has.All.Match("^([1-5][0-9][0-9]|default)$"), "Generators of C# cannot compile a range.")
        );

    private static IEnumerable<JsonObject> All(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.SelectMany(static entry => All(entry.Value)).Prepend(map),
            JsonArray list => list.SelectMany(All),
            _ => [],
        };

    private static JsonNode Resolve(JsonNode schema) =>
        schema["$ref"] is null ? schema : Resolve(Contract.Component(Contract.RefName(schema)));

    // An integer is a number as well, and a schema without a type allows every type.
    private static IEnumerable<string> TypesOf(JsonNode use, bool isText)
    {
        var schema = Resolve(use);
        var types = schema["type"] switch
        {
            JsonArray several => several.Select(static type => type!.ToString()),
            { } one => [one.ToString()],
            _ when (schema["oneOf"] ?? schema["anyOf"]) is JsonArray => (schema["oneOf"] ?? schema["anyOf"])!
                .AsArray()
                .SelectMany(member => TypesOf(member!, false)),
            _ => Types,
        };
        return types.Select(type =>
            type == "integer" ? (isText ? "string" : "number")
            : isText && type is ("number" or "boolean" or "null") ? "string"
            : type
        );
    }
}
