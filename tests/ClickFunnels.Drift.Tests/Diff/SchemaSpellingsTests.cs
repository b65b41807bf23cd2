using System.Text;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Tests.Rules;

namespace ClickFunnels.Drift.Tests.Diff;

/// <summary>Each of many schemas against each other: nothing throws, and what is found can be read.</summary>
public sealed class SchemaSpellingsTests
{
    private static readonly string[] Schemas =
    [
        "description: Anything.",
        "type: string",
        "type: [string, 'null']",
        "type: string\nnullable: true",
        "type: string\nformat: date-time",
        "type: string\nformat: decimal",
        "type: string\nenum: [a, b]",
        "type: [string, 'null']\nenum: [a, null]",
        "enum: [a, 1, null]",
        "enum: []",
        "const: null",
        "type: integer",
        "type: integer\nformat: int64\ndefault: 1",
        "type: integer\nenum: [1, 2]",
        "type: number",
        "type: boolean\nenum: [true, false]",
        "type: boolean\ndefault: null",
        "type: [integer, string]",
        "type: []",
        "type: 7",
        "type: array",
        "type: array\nitems: {type: string}",
        "type: array\nitems: {type: array, items: {$ref: '#/components/schemas/Tree'}}",
        "type: object",
        "type: object\nadditionalProperties: {type: integer}",
        "type: object\nproperties: {a: {type: string}}\nrequired: [a, b]",
        "properties: {a: {type: string, readOnly: true}, b: {$ref: '#/components/schemas/Tree', deprecated: true, x-sunset: soon}}",
        "properties: {a: {type: string, writeOnly: true}}\nrequired: [a]",
        "properties: {a: {type: string, x-stability-level: beta}}\nrequired: [1]",
        "oneOf: [{type: string}, {type: 'null'}]",
        "oneOf: [{type: string}, {type: integer}]",
        "anyOf: [{$ref: '#/components/schemas/Tree'}, {type: 'null'}]\ndeprecated: true",
        "anyOf: [{$ref: '#/components/schemas/Tree'}, {type: string}]\ndiscriminator: {propertyName: kind, mapping: {a: Tree}}",
        "oneOf: []",
        "oneOf: [{properties: {a: {type: string}}}, {type: array}]\ndiscriminator: {propertyName: sort, mapping: {a: Stump, "
            + "b: '#/components/schemas/Tree'}}",
        "allOf: [{$ref: '#/components/schemas/Tree'}]",
        "allOf: [{$ref: '#/components/schemas/Tree'}, {properties: {a: {type: integer}}, required: [a]}]",
        "$ref: '#/components/schemas/Tree'",
        "$ref: '#/components/schemas/Stump'",
        "$ref: '#/components/schemas/Ring'",
        "$ref: '#/components/schemas/Nowhere'",
        "type: string\nx-extensible-enum: [a, {}]",
        "discriminator: {propertyName: kind, mapping: {}}",
        "true",
        "false",
    ];

    private const string Components = """
        components:
          schemas:
            Tree: {type: object, properties: {kind: {type: string}, children: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
            Stump: {type: object, properties: {kind: {type: string}, tree: {anyOf: [{$ref: '#/components/schemas/Stump'}, {type: 'null'}]}}}
            Ring: {$ref: '#/components/schemas/Ring'}

        """;

    [Test]
    public void Every_pair_of_spellings_can_be_compared(
        [ValueSource(typeof(SchemaPositions), nameof(SchemaPositions.Everywhere))] object position
    )
    {
        var before = Documents((SchemaPosition)position);
        var after = Documents((SchemaPosition)position);
        var found = 0;
        foreach (var (oldIndex, oldDocument) in before.Index())
        {
            foreach (var (newIndex, newDocument) in after.Index())
            {
                var change = $"{Schemas[oldIndex]} → {Schemas[newIndex]}";
                var findings = ContractComparison.Compare(oldDocument, newDocument).Findings;
                found += findings.Count;
                if (oldIndex == newIndex)
                {
                    Assert.That(findings, Is.Empty, change);
                }

                Assert.That(
                    findings,
                    Has.All.Property(nameof(Finding.Message))
                        .Match(@"^([A-Z]|client\.)\S* \S.+ \S+\.$")
                        .And.Property(nameof(Finding.Message))
                        .Not.Contain("  "),
                    change
                );
                Assert.That(findings.Select(finding => finding.Fingerprint), Is.Unique, change);
            }
        }

        Assert.That(found, Is.GreaterThan(Schemas.Length * Schemas.Length), "Most schemas that differ have findings.");
    }

    private static List<ApiDocument> Documents(SchemaPosition position) => [.. Schemas.Select(schema => Read(Specs.At(position, schema)))];

    private static ApiDocument Read(string yaml) =>
        ApiDocument.Read(SpecFile.Parse("things.yaml", Encoding.UTF8.GetBytes(yaml + Components)));
}
