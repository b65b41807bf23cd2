using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Collections of products.</summary>
[Resource("ProductCollection")]
internal sealed class ProductCollectionBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior(
        "A collection without these values is not archived, is sorted manually and holds no products",
        Evidence.Assumed,
        "published examples 2025 never show null"
    )]
    public override object? WhenNull(Record record, string name) =>
        name switch
        {
            "archived" => false,
            "sort_method" => "manually",
            "product_ids" => new JsonArray(),
            _ => null,
        };
}
