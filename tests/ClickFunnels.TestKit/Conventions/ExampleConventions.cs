using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Contracts.Validation;

namespace ClickFunnels.TestKit.Conventions;

/// <summary>Tools of other people make requests from the examples of the contract, so each request has one, and it is valid.</summary>
public abstract class ExampleConventions
{
    private const string Example = "example";

    private ApiDocument? _document;

    protected abstract TestedClient Tested { get; }

    private ApiDocument Document => _document ??= Tested.Contract.ReadDocument();

    private IEnumerable<LocatedSchema> Schemas
    {
        get
        {
            var found = new List<LocatedSchema>();
            SchemaWalker.Each(Tested.Contract.Root, found.Add);
            return found;
        }
    }

    [SetUp]
    public void ReadAgain() => _document = null;

    [Test]
    public void Every_example_of_a_schema_is_valid()
    {
        var places = Schemas.Where(static place => place.Schema.ContainsKey(Example)).ToList();
        Assert.That(places, Is.Not.Empty);
        Each.Of(places, place => AssertValid(Document.SchemaAt(place.Schema, place.Pointer), place.Schema[Example]));
    }

    [Test]
    public void Every_example_of_a_body_is_valid()
    {
        var bodies = Contents(Tested.Contract.Root).Where(static content => content.ContainsKey(Example)).ToList();
        Assert.That(bodies, Is.Not.Empty);
        Each.Of(bodies, content => AssertValid(Document.SchemaAt(content["schema"]!, ""), content[Example]));
    }

    [Test]
    public void Every_request_body_has_a_valid_example() =>
        Each.Of(
            Document.Operations.Where(static operation => operation.Body is not null),
            static operation =>
                Assert.Multiple(() =>
                {
                    foreach (var content in operation.Body!.Content.Values)
                    {
                        AssertValid(content.Schema!, Compose(content.Schema!, 0));
                    }
                })
        );

    [Test]
    public void Every_parameter_has_a_valid_example() =>
        Each.Of(
            Tested.Contract.Root["components"]!["parameters"]!
                .AsObject()
                .Select(entry => new ApiParameter(Document, entry.Value!.AsObject(), "/components/parameters/" + entry.Key)),
            static parameter =>
            {
                var example = Compose(parameter.Schema, 0);
                if (example is JsonValue single)
                {
                    Assert.That(Says(TextValueValidator.Validate(parameter.Schema, single.ToString(), Direction.Request)), Is.Empty);
                }
                else
                {
                    AssertValid(parameter.Schema, example);
                }
            }
        );

    private static IEnumerable<JsonObject> Contents(JsonNode? node) =>
        node switch
        {
            JsonObject map when map["application/json"] is JsonObject content => [content],
            JsonObject map => map.SelectMany(static entry => Contents(entry.Value)),
            JsonArray list => list.SelectMany(Contents),
            _ => [],
        };

    // The value that a tool makes: the example of the schema, or the examples of its parts.
    internal static JsonNode? Compose(Schema schema, int depth)
    {
        Assert.That(depth, Is.LessThan(12), $"{schema.Pointer} contains itself.");
        if (schema.Keyword(Example) is { } own)
        {
            return own.DeepClone();
        }

        if (schema.Properties.Count > 0)
        {
            return new JsonObject(
                schema.Properties.Select(property => KeyValuePair.Create(property.Key, Compose(property.Value, depth + 1)))
            );
        }

        if (schema.Items is { } items && schema.ItemsKeyword == "items")
        {
            return new JsonArray(Compose(items, depth + 1));
        }

        Assert.Fail($"{schema.UsePointer} has no example. Fix: add one to {schema.Pointer}.");
        return null;
    }

    private static void AssertValid(Schema schema, JsonNode? example)
    {
        // A text that joins values is read as the list of them, everywhere in the value.
        var violations =
            schema.ItemsKeyword == "x-values" ? TextValueValidator.Validate(schema, example!.ToString(), Direction.Request, joined: true)
            : schema.Properties.Values.Any(static property => property.ItemsKeyword == "x-values")
                ? schema.Properties.SelectMany(property =>
                    TextValueValidator.Validate(property.Value, example![property.Key]!.ToString(), Direction.Request, joined: true)
                )
            : SchemaValidator.Validate(schema, JsonSerializer.SerializeToElement(example), Direction.Request);
        Assert.That(Says(violations), Is.Empty, $"{schema.UsePointer}: {example?.ToJsonString()}");
    }

    private static IEnumerable<string> Says(IEnumerable<Violation> violations) =>
        violations.Select(static violation => $"{violation.At} {violation.Says}");
}
