using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Unions with null.</summary>
public sealed class NullUnionsTests
{
    [TestCase(
        "anyOf:\n  - $ref: '#/components/schemas/Other'\n  - type: 'null'",
        "oneOf:\n  - $ref: '#/components/schemas/Other'\n  - type: 'null'"
    )]
    [TestCase("anyOf:\n  - type: string\n    enum: [a, b]\n  - type: 'null'", "type: [string, 'null']\nenum: [a, b, null]")]
    [TestCase("oneOf:\n  - type: 'null'\n  - type: integer\n    format: int64", "type: [integer, 'null']\nformat: int64")]
    [TestCase("type: [string, 'null']\nenum: [a]", "type: [string, 'null']\nenum: [a, null]")]
    [TestCase("enum: [a, null]", "type: [string, 'null']\nenum: [a, null]")]
    public void Unions_with_null_get_the_form_that_the_generator_reads(string before, string after) =>
        Assert.That(Normalizing.ApplyToSchema(new NullUnions(), before), Is.EqualTo(after));

    [TestCase("oneOf:\n  - $ref: '#/components/schemas/Other'\n  - type: 'null'")]
    [TestCase("type: string\nenum: [a]")]
    [TestCase("type: integer\nenum: [1]")]
    public void Other_schemas_are_kept(string schema) => Normalizing.AssertLeaves(new NullUnions(), schema);
}
