namespace ClickFunnels.Drift.Tests.Rules;

internal sealed class TagExamples : IRuleExamples
{
    private const string VendorTags = "tags:\n  - name: Things\n    x-vendor-tag: Shop::Thing\n";

    public IEnumerable<RuleExample> Examples =>
        [
            new(
                "operation-group-changed",
                (Tagged("Things"), Tagged("Items")),
                (Tagged("Shop::Thing"), Specs.Operation("", document: VendorTags))
            ),
            new("operation-group-changed", (Tagged("Things"), Tagged("Items, Things")), (Tagged("Things"), Tagged("Things, Items"))),
            new("api-tag-added", (Tagged("Things"), Tagged("Things, Items")), (Tagged("Things"), Tagged("Items"))),
            new("api-tag-removed", (Tagged("Things, Items"), Tagged("Things")), (Tagged("Things, Items"), Tagged("Items, Things"))),
        ];

    private static string Tagged(string tags) => Specs.Operation("").Replace("tags: [Things]", $"tags: [{tags}]");
}
