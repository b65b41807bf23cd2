using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Simvoly;

/// <summary>The categories of the store, which the API only reads.</summary>
[Resource("ProductCategory")]
internal sealed class CategoryTree(RecordStore store) : ResourceBehavior(store)
{
    private const string Parent = "parentCategory";

    [Operation("listProductCategories")]
    [Behavior("parent finds the categories directly below one; 0 finds the roots", Evidence.Documented, "seed, categories; 0 is assumed")]
    public override Predicate<Record>? Narrow(Call call) =>
        SecondsRange.Number(call, "parent") is { } parent ? record => (record.Number(Parent) ?? 0) == parent : null;

    public override void Complete(JsonObject draft) => Default(draft, (Parent, 0L));

    /// <summary>The ids of a category and of all categories below it.</summary>
    public static HashSet<long> Below(Call call, long id)
    {
        var found = new HashSet<long> { id };
        var children = call.InWorkspace("ProductCategory").ToLookup(one => one.Number(Parent) ?? 0);
        var waiting = new Queue<long>(found);
        while (waiting.TryDequeue(out var parent))
        {
            foreach (var child in children[parent].Where(child => found.Add(child.Id)))
            {
                waiting.Enqueue(child.Id);
            }
        }

        return found;
    }

    /// <summary>The category that a body means; null if there is none.</summary>
    public static Record? Find(Call call, JsonObject sent)
    {
        if (sent.Number("id") is { } id)
        {
            return call.InWorkspace("ProductCategory", id);
        }

        return Named("url") ?? Named("name");

        Record? Named(string field) =>
            sent.Text(field) is { } text ? call.InWorkspace("ProductCategory").FirstOrDefault(one => one.Text(field) == text) : null;
    }

    /// <summary>A category as products show it.</summary>
    public static JsonObject Describe(Record category) =>
        new()
        {
            ["id"] = category.Id,
            ["name"] = category.Text("name"),
            ["url"] = category.Text("url"),
            [Parent] = category.Number(Parent) ?? 0,
        };
}
