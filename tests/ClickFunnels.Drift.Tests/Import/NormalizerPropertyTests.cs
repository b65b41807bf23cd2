using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;
using ClickFunnels.Drift.Import;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Drift.Tests.Import;

/// <summary>Every normalizer, on documents of any shape, applied twice does what it does once.</summary>
public sealed class NormalizerPropertyTests
{
    private static readonly string[] Names =
    [
        "id",
        "tag_ids",
        "contact_id",
        "paid_at",
        "amount",
        "name",
        "part",
        "line_items_attributes",
        "x y",
    ];
    private static readonly string[] Components = ["ContactAttributes", "ContactParameters", "FooBar", "OrdersInvoiceAttributes", "Lost"];

    // The same documents in every run, so that a failure can be repeated.
    private static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20261121, 1);

    private static IEnumerable<string> NormalizerNames() =>
        NormalizerPipeline.All(Normalizing.Names).Select(normalizer => normalizer.Name).Where(name => name != "named-schemas");

    // Random documents give one name to several things, whose union depends on what was there before; FreshImportTests imports a document
    // twice.
    [Test]
    public void Naming_terminates_and_every_reference_has_a_target() =>
        Check.One(
            Settings,
            Prop.ForAll(
                Documents().ToArbitrary(),
                document =>
                {
                    var copy = (JsonObject)document.DeepClone();
                    foreach (var normalizer in NormalizerPipeline.All(Normalizing.Names))
                    {
                        normalizer.Apply(copy, new ImportLog());
                    }

                    var lost = new List<string>();
                    SchemaWalker.Each(
                        copy,
                        place =>
                        {
                            if (place.Schema.Reference() is { } target && copy.Target(target) is null)
                            {
                                lost.Add(target);
                            }
                        }
                    );
                    Assert.That(lost, Is.Empty);
                    return true;
                }
            )
        );

    [TestCaseSource(nameof(NormalizerNames))]
    public void A_second_run_changes_nothing(string name)
    {
        var normalizers = NormalizerPipeline.All(Normalizing.Names);
        var normalizer = normalizers.Single(candidate => candidate.Name == name);

        // What runs later may rely on what ran before.
        var before = normalizers.TakeWhile(candidate => candidate.Name != name).ToList();
        Check.One(
            Settings,
            Prop.ForAll(
                Documents().ToArbitrary(),
                document =>
                {
                    var copy = (JsonObject)document.DeepClone();
                    foreach (var earlier in before)
                    {
                        earlier.Apply(copy, new ImportLog());
                    }

                    normalizer.Apply(copy, new ImportLog());
                    var once = YamlSpecWriter.Write(copy);
                    normalizer.Apply(copy, new ImportLog());
                    return YamlSpecWriter.Write(copy) == once;
                }
            )
        );
    }

    private static Gen<JsonObject> Documents() =>
        from schemas in Gen.ListOf(SchemaOf(3), 4)
        from request in SchemaOf(2)
        from response in SchemaOf(2)
        from tag in Gen.Elements("Contact", "Foo::Bar", "Site")
        select new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "Things", ["version"] = "1" },
            ["paths"] = new JsonObject
            {
                ["/workspaces/{workspace_id}/foos"] = new JsonObject
                {
                    ["post"] = Operation("createFoos", tag, request, response),
                    ["get"] = Operation("listFoos", tag, null, new JsonObject { ["type"] = "array", ["items"] = response.DeepClone() }),
                },
                ["/foos/{id}/bend"] = new JsonObject
                {
                    ["post"] = Operation(
                        "bendFoos",
                        tag,
                        new JsonObject
                        {
                            ["type"] = "object",
                            ["properties"] = new JsonObject { ["foo"] = request.DeepClone() },
                        },
                        response
                    ),
                },
            },
            ["components"] = new JsonObject
            {
                ["schemas"] = new JsonObject(
                    schemas.Zip(Components, (schema, name) => KeyValuePair.Create<string, JsonNode?>(name, schema.DeepClone()))
                ),
            },
        };

    private static JsonObject Operation(string id, string tag, JsonObject? request, JsonObject response)
    {
        var operation = new JsonObject
        {
            ["operationId"] = id,
            ["tags"] = new JsonArray(tag),
            ["parameters"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = "filter",
                    ["in"] = "query",
                    ["schema"] = new JsonObject
                    {
                        ["type"] = "object",
                        ["properties"] = new JsonObject { ["id"] = new JsonObject { ["type"] = "string" } },
                    },
                }
            ),
            ["responses"] = new JsonObject
            {
                ["200"] = new JsonObject
                {
                    ["description"] = "x",
                    ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = response.DeepClone() } },
                },
            },
        };
        if (request is not null)
        {
            operation["requestBody"] = new JsonObject
            {
                ["content"] = new JsonObject
                {
                    ["application/json"] = new JsonObject
                    {
                        ["schema"] = request.DeepClone(),
                        ["example"] = new JsonObject { ["amount"] = "1.5", ["name"] = null },
                    },
                },
            };
        }

        return operation;
    }

    private static Gen<JsonObject> SchemaOf(int depth)
    {
        var leaf = Gen.Elements(
                """{"type":"string"}""",
                """{"type":"integer"}""",
                """{"type":"number","example":"1.0"}""",
                """{"type":"boolean","nullable":true}""",
                """{"type":["string","null"],"enum":["a","b"]}""",
                """{"type":"array"}""",
                """{"type":"array","minContains":0,"contains":{"type":"integer"}}""",
                """{}""",
                """{"type":["string","integer"]}""",
                """{"type":"string","format":"uuid","default":"a"}""",
                """{"$ref":"#/components/schemas/Lost2"}""",
                """{"type":"object","$ref":"#/components/schemas/FooBar"}""",
                """{"type":["object","null"],"allOf":[{"$ref":"#/components/schemas/ContactAttributes"}]}""",
                """{"anyOf":[{"type":"string","enum":["x","y"]},{"type":"null"}]}""",
                """{"type":"object","additionalProperties":{"type":"string"}}""",
                """{"example":{"$ref":"#/components/schemas/FooBar/example"}}"""
            )
            .Select(json => (JsonObject)JsonNode.Parse(json)!);
        if (depth == 0)
        {
            return leaf;
        }

        var inner = SchemaOf(depth - 1);
        var record = from parts in Gen.ListOf(Gen.Zip(Gen.Elements(Names), inner)) select Record(parts);
        var list = from item in inner select new JsonObject { ["type"] = "array", ["items"] = item.DeepClone() };
        return Gen.OneOf(leaf, record, record, list);
    }

    private static JsonObject Record(IEnumerable<(string Name, JsonObject Schema)> parts)
    {
        var properties = new JsonObject();
        foreach (var (name, schema) in parts)
        {
            properties[name] = schema.DeepClone();
        }

        return new JsonObject
        {
            ["type"] = "object",
            ["required"] = SchemaNodeExtensions.ListOf(properties.Select(property => property.Key).Take(1)),
            ["properties"] = properties,
            ["example"] = new JsonObject { ["name"] = null, ["amount"] = "2.0" },
        };
    }
}
