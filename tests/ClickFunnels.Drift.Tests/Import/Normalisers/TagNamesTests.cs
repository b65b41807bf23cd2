using ClickFunnels.Drift.Import.Normalisers;

namespace ClickFunnels.Drift.Tests.Import.Normalisers;

/// <summary>Tags of the vendor.</summary>
public sealed class TagNamesTests
{
    [Test]
    public void TheyGetOurNamesAndKeepTheirOwn()
    {
        var document = Normalising.Apply(new TagNames(Normalising.Names), "openapi: 3.1.0\npaths:\n  /a:\n    get: {tags: ['Products::Variant'], responses: {}}\n    post: {tags: ['Gadgets::Widget', More], responses: {}}\n  /gizmos/{id}:\n    get: {responses: {}}\n");

        Assert.That(document["tags"]!.AsArray().Select(tag => $"{tag!["name"]} {tag["x-vendor-tag"]}"), Is.EqualTo(["ProductVariants Products::Variant", "GadgetWidgets Gadgets::Widget", "Gizmos Gizmos"]));
        Assert.That(document["paths"]!["/a"]!["post"]!["tags"]!.ToJsonString(), Is.EqualTo("""["GadgetWidgets"]"""));
    }
}
