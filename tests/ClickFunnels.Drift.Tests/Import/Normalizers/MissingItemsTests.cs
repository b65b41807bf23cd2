using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Lists that do not say of what.</summary>
public sealed class MissingItemsTests
{
    [TestCase("type: object\nproperties:\n  tag_ids:\n    type: array", "tag_ids", "items:\n        type: integer\n        format: int64")]
    [TestCase(
        "type: object\nproperties:\n  event_type_ids:\n    type: array\nexample:\n  event_type_ids: [thing.made]",
        "event_type_ids",
        "items:\n        type: string"
    )]
    [TestCase("type: object\nproperties:\n  sizes:\n    type: array\nexample:\n  sizes: [3]", "sizes", "items:\n        type: integer")]
    [TestCase("type: object\nproperties:\n  words:\n    type: array", "words", "items:\n        type: string")]
    [TestCase(
        "type: object\nproperties:\n  parts:\n    type: array\nexample:\n  parts:\n    - id: 1\n      name: a",
        "parts",
        "items:\n        type: object\n        properties:\n          id:\n            type: integer\n          name:\n      "
            + "      type: string"
    )]
    public void The_type_follows_from_examples_or_else_from_the_name(string schema, string property, string items)
    {
        var written = Normalizing.ApplyToSchema(new MissingItems(), schema);

        Assert.That(
            written,
            Does.Contain($"  {property}:\n    type: array\n    items:").And.Contain(items.Replace("\n  ", "\n", StringComparison.Ordinal))
        );
    }

    [Test]
    public void Existing_items_are_kept() => Normalizing.AssertLeaves(new MissingItems(), "type: array\nitems:\n  type: string");
}
