using System.Text;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Tests.Rules;

namespace ClickFunnels.Drift.Tests.Diff;

/// <summary>Changes that are behind an operation: payloads of the service, subclasses, and other spellings of the same schema.</summary>
public sealed class ReceivedPayloadTests
{
    private const string Thing = "{type: object, required: [id], properties: {id: {type: integer}, name: {type: string}}}";

    [TestCase("id: {type: string}, name: {type: string}", "response-property-type-changed")]
    [TestCase("id: {type: integer}", "response-optional-property-removed")]
    [TestCase("id: {type: integer}, name: {type: string}, more: {type: string}", "response-optional-property-added")]
    public void PayloadsAreComparedInTheDirectionOfTheReceiver(string properties, string rule)
    {
        Func<string, string>[] places =
        [
            schema => Specs.Operation("", document: $"webhooks:\n  made:\n    post: {{ {Body(schema)} }}"),
            schema => Specs.Operation($"callbacks:\n  made:\n    '{{$request.body#/url}}':\n      post: {{ {Body(schema)} }}"),
            schema => "openapi: 3.1.0\ninfo: {title: Only webhooks.}\nwebhooks:\n  made:\n    put: { " + Body(schema) + " }\n",
            schema =>
                Specs.Operation(
                    "",
                    document: "webhooks:\n  made: {$ref: '#/components/pathItems/Made'}\ncomponents:\n  pathItems:\n    Made: {post: {"
                        + Body(schema)
                        + "}}"
                ),
        ];
        foreach (var place in places)
        {
            Assert.That(Rules(place(Thing), place("{type: object, required: [id], properties: {" + properties + "}}")), Is.EqualTo([rule]));
        }
    }

    [Test]
    public void WhatTheReceiverRespondsIsARequest()
    {
        string Document(string type) =>
            Specs.Operation(
                "",
                document: "webhooks:\n  made:\n    post: {responses: {'200': {description: ok, content: {application/json: {schema: "
                    + "{type: object, properties: {id: {type: "
                    + type
                    + "}}}}}}}}"
            );
        Assert.That(Rules(Document("integer"), Document("string")), Is.EqualTo(["request-property-type-changed"]));
    }

    [TestCase("mapping: {dog: '#/components/schemas/Dog'}")]
    [TestCase("mapping: {dog: Dog}")]
    [TestCase("mapping: {}")]
    [TestCase("x-note: none")]
    public void SubclassesAreReached(string mapping)
    {
        string Document(string dog) =>
            Specs.Operation(
                "",
                "content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}",
                "components:\n  schemas:\n    Pet: {type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind, "
                    + mapping
                    + "}}\n"
                    + dog
            );
        const string Dog =
            "    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {pack: {type: integer}}}]}\n"
            + "    Puppy: {allOf: [{$ref: '#/components/schemas/Dog'}, {type: object, properties: {age: {type: integer}}}]}\n";

        Assert.Multiple(() =>
        {
            Assert.That(
                Rules(Document(Dog), Document(Dog.Replace("pack: {type: integer}", "pack: {type: string}"))),
                Is.EqualTo(["response-property-type-changed"])
            );
            Assert.That(
                Rules(Document(Dog), Document(Dog.Replace("age: {type: integer}", "age: {type: string}"))),
                Is.EqualTo(["response-property-type-changed"])
            );
            Assert.That(
                Rules(Document(Dog), Document(Dog.Split("    Puppy")[0])),
                Is.EquivalentTo(["api-schema-removed", "response-body-discriminator-mapping-deleted"])
            );
        });
    }

    [TestCase("true", "{type: object}", "request-property-type-specialized")]
    [TestCase("{type: object}", "true", "request-property-type-generalized")]
    [TestCase("true", "false", "request-property-value-forbidden")]
    [TestCase("false", "{type: string}", "request-property-value-allowed")]
    [TestCase("true", "{}", null)]
    [TestCase("false", "{not: {}}", null)]
    [TestCase("{oneOf: [{$ref: '#/components/schemas/Part'}]}", "{$ref: '#/components/schemas/Part'}", null)]
    [TestCase("{$ref: '#/components/schemas/Part'}", "{anyOf: [{$ref: '#/components/schemas/Part'}]}", null)]
    [TestCase("{allOf: [{type: string}]}", "{type: string}", null)]
    [TestCase("{type: string, maxLength: 5}", "{allOf: [{type: string}, {maxLength: 5}]}", null)]
    [TestCase("{allOf: [{type: object, properties: {a: {type: string}}}]}", "{type: object, properties: {a: {type: string}}}", null)]
    [TestCase("{type: array, items: true}", "{type: array, items: {}}", null)]
    [TestCase("{type: array, prefixItems: [true], items: true}", "{type: array, prefixItems: [{}], items: {}}", null)]
    [TestCase("{type: object, properties: {a: true}}", "{type: object, properties: {a: {}}}", null)]
    public void SpellingsOfASchemaAreTheSame(string before, string after, string? rule)
    {
        Func<string, string>[] places =
        [
            schema => Specs.At(SchemaPosition.RequestProperty, schema) + Part,
            schema => Specs.At(SchemaPosition.RequestProperty, "$ref: '#/components/schemas/Thing'") + Part + $"    Thing: {schema}\n",
        ];
        foreach (var place in places)
        {
            Assert.That(Rules(place(before), place(after)), rule is null ? Is.Empty : Is.EqualTo([rule]));
            Assert.That(() => Rules(place(after), place(before)), Throws.Nothing);
        }
    }

    private const string Part = "components:\n  schemas:\n    Part: {type: object, properties: {id: {type: integer}}}\n";

    private static string Body(string schema) =>
        $"requestBody: {{content: {{application/json: {{schema: {schema}}}}}}}, responses: {{'200': {{description: Done.}}}}";

    private static IEnumerable<string> Rules(string before, string after) =>
        ContractComparison.Compare(Read(before), Read(after)).Findings.Select(finding => finding.Rule.Id).Distinct();

    private static ApiDocument Read(string text) => ApiDocument.Read(SpecFile.Parse("spec.yaml", Encoding.UTF8.GetBytes(text)));
}
