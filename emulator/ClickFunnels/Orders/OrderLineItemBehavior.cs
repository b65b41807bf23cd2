using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Line items of orders and of invoices.</summary>
[Resource("OrderLineItem")]
[Resource("OrderInvoiceLineItem")]
internal sealed class OrderLineItemBehavior(RecordStore store) : ResourceBehavior(store)
{
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name switch
        {
            "products_variant" => Linked("ProductVariant", record, "variant_id"),
            "products_price" => Linked("ProductPrice", record, "products_price_id"),
            "original_product" => Linked("Product", record, "product_id"),
            "payment_type" => Linked("ProductPrice", record, "products_price_id")?.Fields["payment_type"],
            _ => null,
        };
        return name is "products_variant" or "products_price" or "original_product" or "payment_type";
    }

    private Record? Linked(string resource, Record record, string name) => record.Number(name) is { } id ? Store.Find(resource, id) : null;
}
