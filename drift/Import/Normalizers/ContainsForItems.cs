using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Normalizers;

/// <summary>Replaces <c>contains</c>, which describes one item, by <c>items</c> if the vendor means all items.</summary>
internal sealed class ContainsForItems : INormalizer
{
    public string Name => "contains-for-items";

    public string Summary => "`contains` without `items` becomes `items`; `minContains` and `maxContains` are removed.";

    public void Apply(JsonObject document, ImportLog log) =>
        SchemaWalker.Each(
            document,
            place =>
            {
                var found = place.Schema.Remove("minContains") | place.Schema.Remove("maxContains");
                if (place.Schema.Remove("contains", out var item))
                {
                    found = true;
                    if (!place.Schema.ContainsKey("items"))
                    {
                        place.Schema.Add("items", item);
                    }
                }

                if (found)
                {
                    log.Add(this, place.Pointer, "contains became items");
                }
            }
        );
}
