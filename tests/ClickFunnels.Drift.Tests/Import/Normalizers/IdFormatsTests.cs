using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Integers that do not say how large they are.</summary>
public sealed class IdFormatsTests
{
    [TestCase("id", "int64")]
    [TestCase("contact_id", "int64")]
    [TestCase("ids_in_order", "int64")]
    [TestCase("quantity", "int32")]
    [TestCase("paid", "int32")]
    public void Ids_are_long(string name, string format) =>
        Assert.That(
            Normalizing.ApplyToSchema(new IdFormats(), $"type: object\nproperties:\n  {name}:\n    type: [integer, 'null']"),
            Is.EqualTo($"type: object\nproperties:\n  {name}:\n    type: [integer, 'null']\n    format: {format}")
        );

    [Test]
    public void Items_of_ids_are_long() =>
        Assert.That(
            Normalizing.ApplyToSchema(
                new IdFormats(),
                "type: object\nproperties:\n  tag_ids:\n    type: array\n    items:\n      type: integer"
            ),
            Does.EndWith("type: integer\n      format: int64")
        );

    [Test]
    public void A_text_with_integer_examples_becomes_an_integer() =>
        Assert.That(
            Normalizing.ApplyToSchema(new IdFormats(), "type: object\nproperties:\n  field_id:\n    type: string\nexample:\n  field_id: 5"),
            Does.Contain("type: integer\n    format: int64")
        );

    [TestCase("type: object\nproperties:\n  external_id:\n    type: string\nexample:\n  external_id: a5")]
    [TestCase("type: object\nproperties:\n  external_id:\n    type: string")]
    [TestCase("type: object\nproperties:\n  id:\n    type: integer\n    format: int32")]
    public void Other_schemas_are_kept(string schema) => Normalizing.AssertLeaves(new IdFormats(), schema);
}
