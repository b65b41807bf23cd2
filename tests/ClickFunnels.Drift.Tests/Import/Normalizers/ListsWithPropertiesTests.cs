using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Lists that have properties.</summary>
public sealed class ListsWithPropertiesTests
{
    [Test]
    public void A_list_with_properties_becomes_an_object() =>
        Assert.That(
            Normalizing.ApplyToSchema(new ListsWithProperties(), "type: array\nproperties:\n  ids_in_order:\n    type: array"),
            Is.EqualTo("type: object\nproperties:\n  ids_in_order:\n    type: array")
        );

    [Test]
    public void A_list_with_items_is_kept() =>
        Normalizing.AssertLeaves(
            new ListsWithProperties(),
            "type: array\nitems:\n  type: object\n  properties:\n    id:\n      type: integer"
        );
}
