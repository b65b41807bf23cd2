using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Categories of products, in two levels.</summary>
[Resource("ProductCategory")]
internal sealed class CategoryLevels(RecordStore store) : ResourceBehavior(store)
{
    private const string Category = "product_category_id";
    private const string Subcategory = "product_subcategory_id";
    private const string Parent = "parent_id";

    [Operation("createProductCategory")]
    [Behavior(
        "There are two levels: the parent of a category must be a root (422)",
        Evidence.Documented,
        "vendor documentation, categories"
    )]
    public override void Create(Call call, JsonObject draft) => CheckParent(call, draft, null);

    [Operation("updateProductCategory")]
    [Behavior("A category with subcategories cannot become one (422)", Evidence.Assumed, "it would make a third level")]
    public override void Update(Call call, Record record, JsonObject changes) => CheckParent(call, changes, record);

    [Operation("deleteProductCategory")]
    [Behavior("Deleting a category deletes its subcategories, and takes both from products", Evidence.Assumed, "not published")]
    public override void Deleted(Call call, Record record)
    {
        var gone = call.InWorkspace("ProductCategory").Where(one => one.Number(Parent) == record.Id).ToList();
        gone.ForEach(Store.Remove);
        var ids = gone.Select(one => one.Id).Append(record.Id).ToHashSet();
        foreach (var product in call.InWorkspace("Product").ToList())
        {
            foreach (var name in (string[])[Category, Subcategory])
            {
                if (product.Number(name) is { } id && ids.Contains(id))
                {
                    call.Edit(product)[name] = null;
                }
            }
        }
    }

    /// <summary>Checks the categories of a product.</summary>
    /// <param name="call">The call.</param>
    /// <param name="draft">The fields that are sent.</param>
    /// <param name="whole">The product as it will be.</param>
    public static void Check(Call call, JsonObject draft, JsonObject whole)
    {
        if (!draft.ContainsKey(Category) && !draft.ContainsKey(Subcategory))
        {
            return;
        }

        var category = call.InWorkspace("ProductCategory", whole[Category]);
        if (whole[Category] is not null)
        {
            call.Problems.Require(category is not null, "The selected product category id is invalid.", Category);
            call.Problems.Require(category?.Number(Parent) is null, "The product category must be a root category.", Category);
        }

        if (whole[Subcategory] is null)
        {
            return;
        }

        call.Problems.Require(whole[Category] is not null, $"{Category} can't be blank", Category);
        call.Problems.Require(
            category is null || call.InWorkspace("ProductCategory", whole[Subcategory])?.Number(Parent) == category.Id,
            "The product subcategory must belong to the product category.",
            Subcategory
        );
    }

    private static void CheckParent(Call call, JsonObject draft, Record? record)
    {
        if (draft[Parent] is null)
        {
            return;
        }

        var parent = call.InWorkspace("ProductCategory", draft[Parent]);
        call.Problems.Require(parent is not null && parent != record, "The selected parent id is invalid.", Parent);
        call.Problems.Require(parent?.Number(Parent) is null, "The parent must be a root category.", Parent);
        call.Problems.Require(
            record is null || call.InWorkspace("ProductCategory").All(one => one.Number(Parent) != record.Id),
            "A category with subcategories cannot have a parent.",
            Parent
        );
    }
}
