using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Simvoly;

/// <summary>Products of the store, with options and variants inside them.</summary>
[Resource("Product")]
internal sealed class ProductBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string UpdateByUrl = "update_existing_product_by_url";

    [Operation("listProducts")]
    [Behavior("category_id also finds the products of the categories below it", Evidence.Documented, "seed, products")]
    [Behavior(
        "title finds the products whose title contains the text",
        Evidence.Documented,
        "seed, products; that case is ignored is assumed"
    )]
    public override Predicate<Record>? Narrow(Call call)
    {
        var title = call.Query.One("title");
        var categories = SecondsRange.Number(call, "category_id") is { } id ? CategoryTree.Below(call, id) : null;
        return title is null && categories is null
            ? null
            : record =>
                (title is null || record.Text("title")?.Contains(title, StringComparison.OrdinalIgnoreCase) == true)
                && (categories is null || record.Fields.Objects("categories").Any(one => categories.Contains(one.Number("id") ?? 0)));
    }

    [Operation("createProduct", IsGlobal = true)]
    [Behavior(
        "update_existing_product_by_url updates the product with the same url instead of creating one",
        Evidence.Documented,
        "seed, products"
    )]
    public OperationResult? CreateOrUpdate(Call call, Record? member)
    {
        if (call.Query.One(UpdateByUrl) is not ("true" or "1") || call.Sent.Text("url") is not { } url || ByUrl(call, url) is not { } known)
        {
            return null;
        }

        var changes = call.ReadBody();
        SimvolyPlatform.DropEmpty(changes);
        Update(call, known, changes);
        call.Problems.ThrowIfAny();
        call.Edit(known).With(changes);
        return new OperationResult(known);
    }

    [Behavior("type and title are required", Evidence.Documented, "seed, products")]
    [Behavior("A product without url gets one from its title; one that is taken gets a number", Evidence.Assumed, "not published")]
    public override void Create(Call call, JsonObject draft)
    {
        Check(call, draft, Text(draft, "type"));
        Complete(draft);
        draft["url"] = Free(call, Text(draft, "url") ?? Slug(Text(draft, "title") ?? ""));
    }

    [Operation("updateProduct")]
    [Behavior(
        "Variants that are sent replace all variants",
        Evidence.Documented,
        "seed: only fields that are not empty, or provided variants, are set"
    )]
    [Behavior("An update to the url of another product returns 400", Evidence.Assumed, "not published")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        Check(call, changes, Text(changes, "type") ?? record.Text("type"));
        call.Problems.Require(
            Text(changes, "url") is not { } url || ByUrl(call, url) is not { } other || other == record,
            "Url belongs to another product"
        );
    }

    public override void Complete(JsonObject draft) =>
        Default(
            draft,
            ("hidden", false),
            ("images", new JsonArray()),
            ("categories", new JsonArray()),
            ("options", new JsonArray()),
            ("variants", new JsonArray())
        );

    [Behavior(
        "Only digital products have a file; for others it is ignored",
        Evidence.Documented,
        "seed, products; that it is ignored is assumed"
    )]
    [Behavior("A category is found by its id, else by its url or its name; an unknown one returns 400", Evidence.Assumed, "not published")]
    [Behavior("A variant without price costs salePrice if onSale, else regularPrice", Evidence.Assumed, "by the names of the fields")]
    private static void Check(Call call, JsonObject draft, string? type)
    {
        if (type != "digital")
        {
            draft.Remove("file");
        }

        if (draft["categories"] is JsonArray categories)
        {
            var known = new JsonArray();
            foreach (var sent in categories.OfType<JsonObject>())
            {
                var category = CategoryTree.Find(call, sent);
                call.Problems.Require(category is not null, "Categories must exist");
                if (category is not null)
                {
                    known.Add((JsonNode?)CategoryTree.Describe(category));
                }
            }

            draft["categories"] = known;
        }

        foreach (var variant in Objects(draft, "variants"))
        {
            Default(variant, ("options", new JsonArray()), ("onSale", false));
            variant["price"] ??= (variant[variant.Flag("onSale") ? "salePrice" : "regularPrice"] ?? variant["regularPrice"])?.DeepClone();
        }

        foreach (var option in Objects(draft, "options"))
        {
            Default(option, ("values", new JsonArray()), ("advanced", false));
        }
    }

    private static Record? ByUrl(Call call, string url) => call.InWorkspace("Product").FirstOrDefault(one => one.Text("url") == url);

    private static string Free(Call call, string wanted)
    {
        var url = wanted;
        for (var number = 2; ByUrl(call, url) is not null; number++)
        {
            url = $"{wanted}-{number}";
        }

        return url;
    }

    private static string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var letter in title.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(letter))
            {
                slug.Append(letter);
            }
            else if (slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-') is { Length: > 0 } text ? text : "product";
    }
}
