using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>contains in the place of items.</summary>
public sealed class ContainsForItemsTests
{
    [Test]
    public void Contains_becomes_items() =>
        Assert.That(
            Normalizing.ApplyToSchema(new ContainsForItems(), "type: [array, 'null']\nminContains: 0\ncontains:\n  type: integer"),
            Is.EqualTo("type: [array, 'null']\nitems:\n  type: integer")
        );

    [Test]
    public void Existing_items_are_kept() =>
        Assert.That(
            Normalizing.ApplyToSchema(new ContainsForItems(), "type: array\nitems:\n  type: string\ncontains:\n  type: integer"),
            Is.EqualTo("type: array\nitems:\n  type: string")
        );
}
