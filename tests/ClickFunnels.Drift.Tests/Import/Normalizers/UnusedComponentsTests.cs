using System.Text.Json.Nodes;
using ClickFunnels.Drift.Import.Normalizers;

namespace ClickFunnels.Drift.Tests.Import.Normalizers;

/// <summary>Components that nothing refers to.</summary>
public sealed class UnusedComponentsTests
{
    [Test]
    public void Unused_components_are_removed_and_indirectly_used_ones_are_kept()
    {
        var document = Normalizing.Apply(
            new UnusedComponents(),
            "openapi: 3.1.0\npaths:\n  /a:\n    get: {responses: {'200': {content: {application/json: {schema: {$ref: "
                + "'#/components/schemas/A'}}}}}}\ncomponents:\n  schemas:\n    A: {type: array, items: {$ref: "
                + "'#/components/schemas/B'}}\n    B: {type: string}\n    C: {$ref: '#/components/schemas/C'}\n"
        );

        Assert.That(((JsonObject)document["components"]!["schemas"]!).Select(entry => entry.Key), Is.EqualTo(["A", "B"]));
    }
}
