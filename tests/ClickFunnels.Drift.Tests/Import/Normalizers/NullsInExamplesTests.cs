using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Nulls that examples show.</summary>
public sealed class NullsInExamplesTests
{
    [TestCase("type: string", "type: [string, 'null']")]
    [TestCase("type: string\n    enum: [a]", "type: [string, 'null']\n    enum: [a, null]")]
    [TestCase("$ref: '#/components/schemas/Other'", "oneOf:\n      - $ref: '#/components/schemas/Other'\n      - type: 'null'")]
    public void A_property_with_a_null_example_becomes_nullable(string before, string after) =>
        Assert.That(
            Normalizing.ApplyToSchema(
                new NullsInExamples(),
                $"type: object\nproperties:\n  part:\n    {before}\nexample:\n  part: null",
                "Other:\n  type: object"
            ),
            Does.StartWith($"type: object\nproperties:\n  part:\n    {after}\n")
        );

    [Test]
    public void Examples_of_responses_count_too()
    {
        var document = Normalizing.Apply(
            new NullsInExamples(),
            Rules.Specs.Operation(
                "",
                "content:\n  application/json:\n    schema:\n      type: array\n      items:\n        $ref: "
                    + "'#/components/schemas/Thing'\n    example:\n      - {name: a}\n      - {name: null}",
                "components:\n  schemas:\n    Thing:\n      type: object\n      properties:\n        name:\n          type: string"
            )
        );

        Assert.That(
            document["components"]!["schemas"]!["Thing"]!["properties"]!["name"]!["type"]!.ToJsonString(),
            Is.EqualTo("""["string","null"]""")
        );
    }

    [Test]
    public void Without_a_null_the_type_is_kept() =>
        Normalizing.AssertLeaves(new NullsInExamples(), "type: object\nproperties:\n  part:\n    type: string\nexample:\n  part: a");
}
