using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Tags of the vendor.</summary>
public sealed class TagNamesTests
{
    [Test]
    public void Tags_get_our_names_and_keep_those_of_the_vendor()
    {
        var document = Normalizing.Apply(
            new TagNames(Normalizing.Names),
            "openapi: 3.1.0\npaths:\n  /a:\n    get: {tags: ['Products::Variant'], responses: {}}\n    post: {tags: "
                + "['Gadgets::Widget', More], responses: {}}\n  /gizmos/{id}:\n    get: {responses: {}}\n"
        );

        Assert.That(
            document["tags"]!.AsArray().Select(tag => $"{tag!["name"]} {tag["x-vendor-tag"]}"),
            Is.EqualTo([
                "Products Product",
                "ProductVariants Products::Variant",
                "Gadgets ",
                "GadgetWidgets Gadgets::Widget",
                "Gizmos Gizmos",
            ])
        );
        Assert.That(document["paths"]!["/a"]!["post"]!["tags"]!.ToJsonString(), Is.EqualTo("""["GadgetWidgets"]"""));
    }

    [TestCase("Products::Variant", "Products, Products.Variants")]
    [TestCase("Products::Label", "Products, Products.Labels")]
    [TestCase("Gizmo", "Gizmos")]
    [TestCase("Gadgets::Widgets::Part", "Gadgets, Gadgets.Widgets, Gadgets.Widgets.Parts")]
    [TestCase("Webhooks::Outgoing::Delivery", "Webhooks, Webhooks.Deliveries")]
    [TestCase("Communities::Spaces::Post::Poll", "Communities, Communities.Posts, Communities.Posts.Polls")]
    public void Clients_of_tags_belong_to_the_clients_of_their_groups(string vendor, string paths)
    {
        var document = Normalizing.Apply(
            new TagNames(Normalizing.Names),
            $"openapi: 3.1.0\npaths:\n  /a:\n    get: {{tags: ['{vendor}'], responses: {{}}}}\n"
        );

        Assert.That(document["tags"]!.AsArray().Select(tag => tag!["x-client"]!.ToString()), Is.EqualTo(paths.Split(", ")));
    }
}
