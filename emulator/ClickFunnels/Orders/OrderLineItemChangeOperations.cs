using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Changes of the line items of subscriptions, and the prices to choose from.</summary>
internal sealed class OrderLineItemChangeOperations(RecordStore store)
{
    [Operation("previewOrdersLineItemsChange")]
    [Behavior("A change can be previewed", Evidence.Documented, "published spec 2026-06, line item changes")]
    public OperationResult? Preview(Call call, Record? member) => Change(call, perform: false);

    [Operation("performOrdersLineItemsChange")]
    [Behavior("A change replaces the price in the order", Evidence.Documented, "published spec 2026-06, line item changes")]
    public OperationResult? Perform(Call call, Record? member) => Change(call, perform: true);

    [Operation("listProductsPricesChangeOptions")]
    [Behavior(
        "The choices are the other subscription prices of the product: higher ones upgrade, others downgrade; the list can be empty",
        Evidence.Documented,
        "published spec 2026-06, change options; which prices they are is assumed"
    )]
    public OperationResult? ChangeOptions(Call call, Record? member)
    {
        var price = call.Parents["price_id"];
        var others = call.InWorkspace("ProductPrice")
            .Where(one =>
                one != price
                && one.Number("product_id") == price.Number("product_id")
                && one.Text("payment_type") == "subscription"
                && !one.Flag("archived")
            )
            .ToList();
        return new OperationResult(
            new JsonObject
            {
                ["upgrade"] = Options(others.Where(one => one.Decimal("amount") > price.Decimal("amount"))),
                ["downgrade"] = Options(others.Where(one => one.Decimal("amount") <= price.Decimal("amount"))),
            }
        );
    }

    private JsonArray Options(IEnumerable<Record> prices)
    {
        var options = new JsonArray();
        foreach (var group in prices.GroupBy(price => price.Number("variant_id") ?? 0))
        {
            if (store.Find("ProductVariant", group.Key) is not { } variant)
            {
                continue;
            }

            options.Add(
                (JsonNode?)
                    new JsonObject
                    {
                        ["products_variant"] = new JsonObject
                        {
                            ["id"] = variant.Id,
                            ["public_id"] = variant.PublicId,
                            ["name"] = variant.Text("name"),
                            ["product_id"] = variant.Number("product_id"),
                            ["prices"] = new JsonArray([.. group.Select(Fields)]),
                        },
                    }
            );
        }

        return options;
    }

    [Behavior(
        "The same price returns 422 same_target, a price of another product target_not_allowed",
        Evidence.Documented,
        "published spec 2026-08, line item changes; when each is given is assumed"
    )]
    [Behavior(
        "An order that is not a subscription returns 422 not_eligible",
        Evidence.Documented,
        "published spec 2026-08, line item changes; when it is given is assumed"
    )]
    [Behavior("The next invoice has the new price and is due in a month", Evidence.Assumed, "prorating is not emulated")]
    private OperationResult Change(Call call, bool perform)
    {
        var item = call.Parents["line_item_id"];
        var sent = call.ReadBody();
        call.Problems.ThrowIfAny();
        var price = store.Find("ProductPrice", sent["products_price_id"]!.ToString());
        if (price is null || call.InWorkspace("ProductPrice", price.Id) is null || price.Number("product_id") != item.Number("product_id"))
        {
            throw ApiProblem.Refused("target_not_allowed");
        }

        if (price.Id == item.Number("products_price_id"))
        {
            throw ApiProblem.Refused("same_target");
        }

        if (store.Find("Order", item.Number("order_id")!.Value)?.Text("order_type") != "subscription-order")
        {
            throw ApiProblem.Refused("not_eligible");
        }

        var quantity = item.Number("quantity") ?? 1;
        var amount = WireText.Money(price.Decimal("amount") * quantity);
        var before = Item(item);
        var after = Item(item);
        after["products_price"] = Fields(price);
        after["products_variant"] = store.Find("ProductVariant", price.Number("variant_id") ?? 0) is { } variant ? Fields(variant) : null;
        if (perform)
        {
            var fields = call.Edit(item);
            fields["products_price_id"] = price.Id;
            fields["variant_id"] = price.Number("variant_id");
        }

        return new OperationResult(
            new JsonObject
            {
                ["preview"] = !perform,
                ["previous_line_item"] = before,
                ["new_line_item"] = after,
                ["upcoming_invoice"] = new JsonObject
                {
                    ["currency"] = price.Text("currency"),
                    ["next_invoice_date"] = WireText.Time(call.Time.AddMonths(1)),
                    ["subtotal_amount"] = amount,
                    ["discount_amount"] = WireText.Money(0),
                    ["shipping_amount"] = WireText.Money(0),
                    ["tax_amount"] = WireText.Money(0),
                    ["total_amount"] = amount,
                },
            }
        );
    }

    private JsonObject Item(Record item)
    {
        var fields = Fields(item);
        fields["products_price"] = store.Find("ProductPrice", item.Number("products_price_id") ?? 0) is { } price ? Fields(price) : null;
        fields["products_variant"] = store.Find("ProductVariant", item.Number("variant_id") ?? 0) is { } variant ? Fields(variant) : null;
        fields["original_product"] = store.Find("Product", item.Number("product_id") ?? 0) is { } product ? Fields(product) : null;
        return fields;
    }

    private static JsonObject Fields(Record record)
    {
        var fields = (JsonObject)record.Fields.DeepClone();
        fields["id"] = record.Id;
        fields["public_id"] = record.PublicId;
        return fields;
    }
}
