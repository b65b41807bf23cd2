using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Products, with variants, files and subscription tiers inside them.</summary>
[Resource("Product")]
internal sealed class ProductBehavior(RecordStore store) : ResourceBehavior(store)
{
    private static readonly HashSet<string> OnlyInDetail = ["variants", "product_fields"];

    [Operation("listProducts")]
    [Behavior("Lists of products have neither variants nor product_fields", Evidence.Assumed, "the sample of the list shows none")]
    public override IReadOnlySet<string> HiddenInList(Call call) => OnlyInDetail;

    [Operation("listAllProducts")]
    [Behavior("classification narrows the list without pages", Evidence.Observed, "vendor's command line, 2026-08")]
    public override Predicate<Record>? Narrow(Call call) =>
        call.Operation.QueryParameters.Contains("classification") && QueryRules.Choice(call, "classification") is { } wanted
            ? record => record.Text("classification") == wanted
            : null;

    [Behavior(
        "merchant_product_ids without entries is [] in lists and {} in a single product",
        Evidence.Documented,
        "vendor documentation, samples"
    )]
    public override object? InList(string name, object? value) =>
        name == "merchant_product_ids" && value is JsonObject { Count: 0 } ? new JsonArray() : value;

    [Operation("createProduct")]
    [Behavior("code, title, price, type and classification are required", Evidence.Documented, "vendor documentation, products")]
    [Behavior(
        "The code is unique within the brand (422)",
        Evidence.Documented,
        "vendor documentation, products; that case is ignored is assumed"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        Check(call, draft, null);
        Complete(draft);
    }

    [Behavior("A bonus has bonus_product_id, product_id and brand_id", Evidence.Documented, "vendor documentation, products")]
    public override void Created(Call call, Record record) => LinkBonuses(call, record);

    [Operation("updateProduct")]
    [Operation("updateProductByPost")]
    [Behavior("PUT and POST update by the same rules, and only what is sent", Evidence.Documented, "vendor documentation, products")]
    [Behavior(
        "Variants that are sent replace all variants; those with an id keep it",
        Evidence.Assumed,
        "not published for variants that are left out"
    )]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        Check(call, changes, record);
        VariantFields.Number(Store, changes);
    }

    public override void Updated(Call call, Record record) => LinkBonuses(call, record);

    [Operation("cloneProduct")]
    [Behavior("A clone has all data of the product", Evidence.Documented, "vendor documentation, products")]
    [Behavior(
        "Its code gets -copy and, if that is taken, a number; its title starts with Copy of; its variants are new",
        Evidence.Assumed,
        "as funnels"
    )]
    public OperationResult? Clone(Call call, Record member)
    {
        var fields = (JsonObject)member.Fields.DeepClone();
        fields.Remove("created_at");
        fields.Remove("updated_at");
        var code = $"{member.Text("code")}-copy";
        for (var number = 2; ByCode(call, code) is not null; number++)
        {
            code = $"{member.Text("code")}-copy-{number}";
        }

        fields["code"] = code;
        fields["title"] = $"Copy of {member.Text("title")}";
        foreach (var variant in Objects(fields, "variants"))
        {
            variant.Remove("id");
        }

        VariantFields.Number(Store, fields);
        var clone = call.Insert("Product", fields);
        LinkBonuses(call, clone);
        return new OperationResult(clone);
    }

    [Behavior("A product without status is active and shown in the store", Evidence.Assumed, "not published")]
    [Behavior(
        "subscription_tiers override the flat frequency: it becomes that of the first tier",
        Evidence.Documented,
        "vendor documentation; that the flat fields show it is assumed"
    )]
    public override void Complete(JsonObject draft)
    {
        Default(
            draft,
            ("status", "active"),
            ("show_in_frontend", true),
            ("gallery", new JsonArray()),
            ("product_files", new JsonArray()),
            ("product_fields", new JsonArray()),
            ("variants", new JsonArray()),
            ("merchant_product_ids", new JsonObject()),
            ("fulfillment_multiply_sku", 0),
            ("is_subscription", false),
            ("subscription_first_charge_free", false),
            ("bonuses", new JsonArray())
        );
        VariantFields.Number(Store, draft);
        FileRules.Complete(draft);
        OverrideFrequency(draft);
    }

    [Behavior(
        "Subscriptions need subscription_frequency and subscription_frequency_unit, unless they have tiers",
        Evidence.Documented,
        "vendor documentation; the exception is assumed"
    )]
    [Behavior(
        "The category must be a root of the brand; the subcategory must belong to it; a subcategory alone returns 422",
        Evidence.Documented,
        "vendor documentation"
    )]
    [Behavior(
        "An image must be a file; an address in JSON is ignored",
        Evidence.Documented,
        "vendor documentation of 2026-08: ignored or 422"
    )]
    [Behavior(
        "image is a path, image_link an address",
        Evidence.Documented,
        "vendor documentation, notes; the sample shows addresses in both"
    )]
    [Behavior("Bonus products must exist (422)", Evidence.Assumed, "not published")]
    private static void Check(Call call, JsonObject draft, Record? record)
    {
        call.Problems.Require(
            Text(draft, "code") is not { } code || ByCode(call, code) is not { } other || other == record,
            "The code has already been taken.",
            "code"
        );
        draft.Remove("image");
        if (call.Files.FirstOrDefault(file => file.Field == "image") is { } image)
        {
            var path = $"products/{image.Name}";
            draft["image"] = path;
            draft["image_link"] = StoredFiles.Address(call.WorkspaceId, path);
        }

        var whole = record is null ? draft : ((JsonObject)record.Fields.DeepClone()).With(draft);
        CheckSubscription(call, draft, whole);
        CategoryLevels.Check(call, draft, whole);
        VariantFields.Check(call, draft, record);
        FileRules.Complete(draft);
        OverrideFrequency(draft);
        foreach (var (index, bonus) in Objects(draft, "bonuses").Index())
        {
            call.Problems.Require(
                call.InWorkspace("Product", bonus["bonus_product_id"]) is not null,
                "The selected bonus product id is invalid.",
                $"bonuses.{index}.bonus_product_id"
            );
        }
    }

    private static void CheckSubscription(Call call, JsonObject draft, JsonObject whole)
    {
        if (!whole.Flag("is_subscription") || whole.Items("subscription_tiers").Any())
        {
            return;
        }

        if (!draft.ContainsKey("is_subscription") && !draft.ContainsKey("subscription_tiers"))
        {
            return;
        }

        foreach (var name in (string[])["subscription_frequency", "subscription_frequency_unit"])
        {
            call.Problems.Require(whole[name] is not null, $"{name} can't be blank", name);
        }
    }

    private static void OverrideFrequency(JsonObject draft)
    {
        if (Objects(draft, "subscription_tiers").FirstOrDefault() is { } first)
        {
            draft["subscription_frequency"] = first["interval_count"]?.DeepClone();
            draft["subscription_frequency_unit"] = first["interval"]?.DeepClone();
        }
    }

    private static void LinkBonuses(Call call, Record record)
    {
        if (record.Fields.Objects("bonuses").All(bonus => bonus.Number("product_id") == record.Id))
        {
            return;
        }

        call.Edit(record)["bonuses"] = new JsonArray([
            .. record
                .Fields.Objects("bonuses")
                .Select(bonus => new JsonObject
                {
                    ["bonus_product_id"] = bonus.Number("bonus_product_id"),
                    ["product_id"] = record.Id,
                    ["brand_id"] = record.WorkspaceId,
                }),
        ]);
    }

    private static Record? ByCode(Call call, string code) =>
        call.InWorkspace("Product").FirstOrDefault(one => string.Equals(one.Text("code"), code, StringComparison.OrdinalIgnoreCase));
}
