using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>OpenAPI 3.0 says nullable.</summary>
public sealed class NullableKeywordTests
{
    [TestCase("type: string\nnullable: true", "type: [string, 'null']")]
    [TestCase("type: string\nnullable: false", "type: string")]
    [TestCase("type: [string, 'null']\nnullable: true", "type: [string, 'null']")]
    [TestCase("$ref: '#/components/schemas/Other'\nnullable: true", "oneOf:\n  - $ref: '#/components/schemas/Other'\n  - type: 'null'")]
    [TestCase("type: string\nenum: [a]\nnullable: true", "type: [string, 'null']\nenum: [a, null]")]
    public void Nullable_becomes_a_type(string before, string after) =>
        Assert.That(Normalizing.ApplyToSchema(new NullableKeyword(), before), Is.EqualTo(after));

    [Test]
    public void A_property_named_nullable_is_kept() =>
        Normalizing.AssertLeaves(new NullableKeyword(), "type: object\nproperties:\n  nullable:\n    type: boolean");
}
