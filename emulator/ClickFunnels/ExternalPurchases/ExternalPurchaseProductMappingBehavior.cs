using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Mappings from products of a provider to prices.</summary>
[Resource("ExternalPurchaseProductMapping")]
internal sealed class ExternalPurchaseProductMappingBehavior(RecordStore store) : ResourceBehavior(store)
{
    public const string Endpoint = "external_purchase_endpoint_id";
    public const string Sku = "external_product_sku";
    public const string Variant = "products_variant_id";
    public const string Price = "products_price_id";
    private const string Source = "vendor skill, external purchases, 2026-10";

    [Operation("createExternalPurchaseProductMappings")]
    public override void Create(Call call, JsonObject draft) => Check(call, draft, draft, call.Parents[Endpoint].Id, null);

    [Operation("updateExternalPurchaseProductMappings")]
    [Behavior("An update may change all three fields of a mapping", Evidence.Assumed, "not published")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        var whole = ((JsonObject)record.Fields.DeepClone()).With(changes);
        Check(call, whole, changes, record.Number(Endpoint)!.Value, record);
    }

    [Operation("getExternalPurchaseProductMappings")]
    [Behavior(
        "A mapping is sent with the ids of a variant and a price, and shown with product, variant and price",
        Evidence.Documented,
        Source
    )]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        var variant = Store.Find("ProductVariant", record.Number(Variant) ?? 0);
        value = name switch
        {
            "clickfunnels_product" => Store.Find("Product", variant?.Number("product_id") ?? 0),
            "clickfunnels_variant" => variant,
            "clickfunnels_price" => Store.Find("ProductPrice", record.Number(Price) ?? 0),
            _ => null,
        };
        return name.StartsWith("clickfunnels_", StringComparison.Ordinal);
    }

    [Behavior("Variant and price are named by numeric or public id; one outside the workspace returns 404", Evidence.Documented, Source)]
    [Behavior("Variant and price must belong to the same product (422)", Evidence.Documented, Source)]
    [Behavior("A product of the provider is mapped only once in an endpoint (422)", Evidence.Documented, Source)]
    private void Check(Call call, JsonObject whole, JsonObject changed, long endpoint, Record? self)
    {
        if (call.Problems.Any)
        {
            return;
        }

        var variant = call.InWorkspace("ProductVariant", whole[Variant]) ?? throw ApiProblem.NotFound();
        var price = call.InWorkspace("ProductPrice", whole[Price]) ?? throw ApiProblem.NotFound();
        if (changed.ContainsKey(Variant))
        {
            changed[Variant] = variant.Id;
        }

        if (changed.ContainsKey(Price))
        {
            changed[Price] = price.Id;
        }

        call.Problems.Require(
            ProductOf(price) == variant.Number("product_id"),
            "Products price and products variant must belong to the same product"
        );
        call.Problems.Require(
            !Store
                .Of("ExternalPurchaseProductMapping")
                .Any(one => one != self && one.Number(Endpoint) == endpoint && one.Text(Sku) == Text(whole, Sku)),
            "External product sku has already been taken"
        );
    }

    private long? ProductOf(Record price) => Store.Find("ProductVariant", price.Number("variant_id") ?? 0)?.Number("product_id");
}
