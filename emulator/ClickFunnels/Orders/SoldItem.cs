using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>A variant at a price, as line items name it.</summary>
internal sealed record SoldItem(Record Variant, Record? Price, long Quantity, JsonObject Sent)
{
    [Behavior(
        "Line items name a variant and one of its prices, at least one unit of it",
        Evidence.Documented,
        "published spec 2026-06; the checks are assumed"
    )]
    [Behavior("A line of the older invoice form has the first price of its variant", Evidence.Assumed, "that form names no price")]
    public static List<SoldItem> Read(Call call, IEnumerable<JsonObject> lines, bool priceRequired = true)
    {
        var items = new List<SoldItem>();
        foreach (var line in lines)
        {
            var variant = call.InWorkspace("ProductVariant", line.Number("variant_id"));
            var price = priceRequired
                ? call.InWorkspace("ProductPrice", line.Number("products_price_id"))
                : call.InWorkspace("ProductPrice").FirstOrDefault(one => variant is not null && one.Number("variant_id") == variant.Id);
            var quantity = line.Number("quantity") ?? 0;
            call.Problems.Require(variant is not null, "Line items variant must exist");
            call.Problems.Require(price is not null || !priceRequired, "Line items products price must exist");
            call.Problems.Require(
                price is null || variant is null || price.Number("variant_id") == variant.Id,
                "Line items products price must belong to the variant"
            );
            call.Problems.Require(quantity > 0, "Line items quantity must be greater than 0");
            call.Problems.Require(quantity <= int.MaxValue, "Line items quantity is out of range");
            if (variant is not null)
            {
                items.Add(new SoldItem(variant, price, quantity, line));
            }
        }

        return items;
    }
}
