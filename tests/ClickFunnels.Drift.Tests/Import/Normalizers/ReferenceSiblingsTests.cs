using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Types beside references.</summary>
public sealed class ReferenceSiblingsTests
{
    [TestCase("type: object\n$ref: '#/components/schemas/Other'", "$ref: '#/components/schemas/Other'")]
    [TestCase(
        "type: [object, 'null']\n$ref: '#/components/schemas/Other'",
        "oneOf:\n  - $ref: '#/components/schemas/Other'\n  - type: 'null'"
    )]
    public void The_type_is_removed_and_null_is_kept(string before, string after) =>
        Assert.That(Normalizing.ApplyToSchema(new ReferenceSiblings(), before, "Other:\n  type: object"), Is.EqualTo(after));

    [Test]
    public void A_reference_without_siblings_is_kept() =>
        Normalizing.AssertLeaves(new ReferenceSiblings(), "$ref: '#/components/schemas/Other'\ndescription: One.");
}
