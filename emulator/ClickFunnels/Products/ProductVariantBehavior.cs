using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>A value of a property of a variant; <paramref name="Key"/> is what it is compared by.</summary>
internal sealed record PropertyValue(long? Property, string Value, string Key);

/// <summary>Variants of products.</summary>
[Resource("ProductVariant")]
internal sealed class ProductVariantBehavior(RecordStore store) : ResourceBehavior(store)
{
    private static readonly string[] Lists =
    [
        "asset_ids",
        "fulfillments_location_ids",
        "image_ids",
        "properties_values",
        "properties_value_ids",
        "tag_ids",
        "included_courses",
        "included_space_groups",
    ];

    private static readonly string[] Measures = ["weight", "height", "width", "length"];

    [Operation("createProductsVariants")]
    [Behavior(
        "A variant needs a name",
        Evidence.Documented,
        "published spec 2026-08; the vendor guide of 2025-11 says that names are generated"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        var product = call.Parents["product_id"];
        RequireAll(call, draft, "fulfillments_location_ids", "FulfillmentLocation");
        RequireAll(call, draft, "image_ids", "Image");
        CheckValues(call, product, draft, null);
        draft["default"] = false;
        ShowMeasures(draft);
        Defaults(draft);
    }

    public override void Created(Call call, Record record) => NumberValues(record);

    [Operation("updateProductsVariants")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        RequireAll(call, changes, "fulfillments_location_ids", "FulfillmentLocation");
        RequireAll(call, changes, "image_ids", "Image");
        ShowMeasures(changes);
        if (changes.ContainsKey("properties_values"))
        {
            CheckValues(call, Store.Find("Product", record.Number("product_id")!.Value)!, changes, record);
        }
    }

    public override void Updated(Call call, Record record) => NumberValues(record);

    [Operation("getProductsVariants")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value =
            name == "price_ids"
                ? ProductBehavior.Ids(Store.Of("ProductPrice").Where(price => price.Number("variant_id") == record.Id))
                : null;
        return name == "price_ids";
    }

    [Behavior("A new variant is visible, not archived and without stock keeping", Evidence.Assumed, "the defaults are not published")]
    [Behavior("taxable and out_of_stock_sales are null until they are set", Evidence.Assumed, "published examples 2025 show null or text")]
    [Behavior("Physical variants require fulfillment by default", Evidence.Assumed, "not published")]
    public static JsonObject Defaults(JsonObject draft)
    {
        Default(
            draft,
            ("archived", false),
            ("visible", true),
            ("track_quantity", false),
            ("fulfillment_required", Text(draft, "product_type") == "physical"),
            ("weight_unit", "lb"),
            ("has_access_to_all_valid_assets", false)
        );
        foreach (var list in Lists)
        {
            Default(draft, (list, new JsonArray()));
        }

        return draft;
    }

    /// <summary>The values of a variant's properties.</summary>
    public static IEnumerable<PropertyValue> Values(JsonObject fields) =>
        Objects(fields, "properties_values")
            .Select(item =>
            {
                var words = (Text(item, "value") ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                var value = string.Join(' ', words);
                return new PropertyValue(Number(item, "property_id"), value, value.ToUpperInvariant());
            });

    private static void ShowMeasures(JsonObject draft)
    {
        foreach (var name in Measures)
        {
            if (Text(draft, name) is { } text)
            {
                draft[name] = WireText.Measure(decimal.Parse(text, CultureInfo.InvariantCulture));
            }
        }
    }

    [Behavior(
        "Every variant but the default one needs a value for each property of its product (422)",
        Evidence.Documented,
        "vendor guide, products, 2025-11; the status is assumed"
    )]
    [Behavior(
        "The default variant takes no property values (422)",
        Evidence.Documented,
        "vendor guide, products, 2025-11; the status is assumed"
    )]
    [Behavior("Values are compared without case and with white space normalized", Evidence.Documented, "vendor guide, products, 2025-11")]
    [Behavior("A second variant with the same values returns 422", Evidence.Assumed, "not published")]
    private void CheckValues(Call call, Record product, JsonObject draft, Record? self)
    {
        var values = Values(draft).ToList();
        if (self?.Flag("default") ?? false)
        {
            call.Problems.Require(values.Count == 0, "Properties values must be empty for the default variant");
            return;
        }

        var properties = (product.Fields["variant_properties"] as JsonArray ?? []).ToDictionary(
            item => item!["id"]!.GetValue<long>(),
            item => item!["name"]!.GetValue<string>()
        );
        foreach (var value in values.Where(value => value.Property is not { } id || !properties.ContainsKey(id)))
        {
            call.Problems.Add($"Properties values contain a property that the product does not have: {value.Property}");
        }

        call.Problems.Require(
            values.DistinctBy(value => value.Property).Count() == values.Count,
            "Properties values contain a property twice"
        );
        foreach (var (id, name) in properties)
        {
            call.Problems.Require(
                values.Any(value => value.Property == id && value.Key.Length > 0),
                $"Properties values must contain a value for {name}"
            );
        }

        if (properties.Count > 0 && Others(product, self).Any(other => Combination(Values(other.Fields)) == Combination(values)))
        {
            call.Problems.Add("Properties values combination has already been taken");
        }

        draft["properties_values"] = new JsonArray([
            .. values.Select(value => new JsonObject { ["property_id"] = value.Property, ["value"] = value.Value }),
        ]);
    }

    private IEnumerable<Record> Others(Record product, Record? self) =>
        Store
            .Of("ProductVariant")
            .Where(variant => variant.Number("product_id") == product.Id && !variant.Flag("default") && variant != self);

    private static string Combination(IEnumerable<PropertyValue> values) =>
        string.Join('\n', values.OrderBy(value => value.Property).Select(value => $"{value.Property}={value.Key}"));

    // The same value of the same property has the same id in all variants of a product.
    private void NumberValues(Record record)
    {
        var product = Store.Find("Product", record.Number("product_id")!.Value)!;
        var known = product.Fields["value_ids"]?.DeepClone() as JsonObject ?? [];
        var ids = new JsonArray();
        foreach (var value in Values(record.Fields))
        {
            var key = $"{value.Property}={value.Key}";
            if (!known.ContainsKey(key))
            {
                known[key] = Store.TakeId();
            }

            ids.Add((JsonNode?)known[key]!.GetValue<long>());
        }

        Store.Edit(product)["value_ids"] = known;
        Store.Edit(record)["properties_value_ids"] = ids;
    }
}
