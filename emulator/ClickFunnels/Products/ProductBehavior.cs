using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Products and their properties.</summary>
[Resource("Product")]
internal sealed class ProductBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createProducts")]
    [Behavior("A new product is not archived and, by default, not visible", Evidence.Assumed, "the defaults are not published")]
    public override void Create(Call call, JsonObject draft)
    {
        CheckImages(call, draft);
        draft["variant_properties"] = Properties(call, draft, null);
        Default(
            draft,
            ("archived", false),
            ("commissionable", false),
            ("visible_in_store", false),
            ("visible_in_customer_center", false),
            ("image_ids", new JsonArray()),
            ("tag_ids", new JsonArray())
        );
    }

    [Operation("createProducts")]
    [Behavior(
        "A product is created with a default variant, which has no property values",
        Evidence.Documented,
        "vendor guide, products, 2025-11"
    )]
    [Behavior("The default variant is digital", Evidence.Observed, "vendor skill, products, 2026-08")]
    [Behavior("The default variant has the name of its product", Evidence.Assumed, "not published")]
    public override void Created(Call call, Record record)
    {
        var variant = ProductVariantBehavior.Defaults(
            new JsonObject
            {
                ["product_id"] = record.Id,
                ["name"] = record.Text("name"),
                ["default"] = true,
                ["product_type"] = "digital",
            }
        );
        Store.Edit(record)["default_variant_id"] = call.Insert("ProductVariant", variant).Id;
    }

    [Operation("updateProducts")]
    [Operation("updateProduct")]
    [Behavior(
        "variant_ids and price_ids of an update have no effect",
        Evidence.Assumed,
        "the published spec lists them; variants and prices have routes of their own"
    )]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        CheckImages(call, changes);
        changes.Remove("variant_ids");
        changes.Remove("price_ids");
        if (changes.ContainsKey("variant_properties"))
        {
            changes["variant_properties"] = Properties(call, changes, record);
        }
    }

    [Operation("archiveProducts")]
    [Behavior("Archiving an archived product returns 409", Evidence.Documented, "published spec 2025-06")]
    [Behavior("Any product can be archived", Evidence.Assumed, "published: not in the live state, which the API does not show")]
    public static void Archive(Call call, Record product)
    {
        if (product.Flag("archived"))
        {
            throw ApiProblem.Conflict("Product is already archived");
        }

        call.Edit(product)["archived"] = true;
    }

    [Operation("unarchiveProducts")]
    [Behavior("Unarchiving a product that is not archived returns 409", Evidence.Documented, "published spec 2025-06")]
    public static void Unarchive(Call call, Record product)
    {
        if (!product.Flag("archived"))
        {
            throw ApiProblem.Conflict("Product is not archived");
        }

        call.Edit(product)["archived"] = false;
    }

    [Operation("getProducts")]
    [Behavior("image_id is the first of image_ids", Evidence.Assumed, "not published")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name switch
        {
            "variant_ids" => Ids(Variants(record)),
            "price_ids" => Ids(Store.Of("ProductPrice").Where(price => price.Number("product_id") == record.Id)),
            "image_id" => (record.Fields["image_ids"] as JsonArray)?.FirstOrDefault(),
            _ => null,
        };
        return name is "variant_ids" or "price_ids" or "image_id";
    }

    public static JsonArray Ids(IEnumerable<Record> records) => [.. records.Select(record => (JsonNode)record.Id)];

    private IEnumerable<Record> Variants(Record product) =>
        Store.Of("ProductVariant").Where(variant => variant.Number("product_id") == product.Id);

    [Behavior("Images that a product names must exist", Evidence.Assumed, "not published")]
    private static void CheckImages(Call call, JsonObject draft)
    {
        RequireAll(call, draft, "image_ids", "Image");
        RequireOne(call, draft, "seo_image_id", "Image");
    }

    [Behavior(
        "variant_properties lists all properties: an id keeps one, a name alone adds one",
        Evidence.Documented,
        "vendor guide, products, 2025-11"
    )]
    [Behavior("Two properties with the same name return 422", Evidence.Assumed, "not published")]
    private JsonArray Properties(Call call, JsonObject draft, Record? product)
    {
        var before = product?.Fields["variant_properties"] as JsonArray ?? [];
        var after = new JsonArray();
        foreach (var sent in Objects(draft, "variant_properties"))
        {
            var known = Number(sent, "id") is { } id ? before.FirstOrDefault(item => item!["id"]!.GetValue<long>() == id) : null;
            var name = Text(sent, "name")?.Trim() ?? known?["name"]!.GetValue<string>();
            if (sent["id"] is not null && known is null)
            {
                call.Problems.Add("Variant properties must exist");
            }
            else if (string.IsNullOrEmpty(name))
            {
                call.Problems.Add("Variant properties name can't be blank");
            }
            else if (after.Any(item => string.Equals(item!["name"]!.GetValue<string>(), name, StringComparison.OrdinalIgnoreCase)))
            {
                call.Problems.Add("Variant properties name has already been taken");
            }
            else
            {
                after.Add((JsonNode?)new JsonObject { ["id"] = known?["id"]!.GetValue<long>() ?? Store.TakeId(), ["name"] = name });
            }
        }

        foreach (
            var gone in before.Select(item => item!["id"]!.GetValue<long>()).Except(after.Select(item => item!["id"]!.GetValue<long>()))
        )
        {
            RemoveProperty(call, product!, gone);
        }

        return after;
    }

    [Behavior(
        "A property cannot be removed while variants use several of its values (422)",
        Evidence.Documented,
        "vendor guide, products, 2025-11; the status is assumed"
    )]
    private void RemoveProperty(Call call, Record product, long property)
    {
        var users = Variants(product)
            .Where(variant => ProductVariantBehavior.Values(variant.Fields).Any(value => value.Property == property))
            .ToList();
        var values = users.SelectMany(variant => ProductVariantBehavior.Values(variant.Fields)).Where(value => value.Property == property);
        if (values.Select(value => value.Key).Distinct().Count() > 1)
        {
            call.Problems.Add("Variant properties can't be removed while variants use several of their values");
            return;
        }

        foreach (var variant in users)
        {
            var fields = call.Edit(variant);
            fields["properties_values"] = new JsonArray([
                .. Objects(fields, "properties_values")
                    .Where(value => Number(value, "property_id") != property)
                    .Select(value => value.DeepClone()),
            ]);
        }
    }
}
