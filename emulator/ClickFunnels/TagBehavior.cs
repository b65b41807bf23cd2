using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Tags, whose names are unique in their workspace.</summary>
internal abstract class TagBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("Tags of orders, products, funnels and posts have unique names, too (422)", Evidence.Assumed, "as tags of contacts")]
    [Behavior("Names of tags that differ only in case are the same", Evidence.Assumed, "not published")]
    public override void Create(Call call, JsonObject draft) => RequireNewName(call, draft, null);

    [Behavior("A tag cannot be renamed to the name of another tag of the same kind (422)", Evidence.Assumed, "not published")]
    public override void Update(Call call, Record record, JsonObject changes) => RequireNewName(call, changes, record);

    private static void RequireNewName(Call call, JsonObject draft, Record? self) =>
        call.Problems.Require(
            Text(draft, "name")?.Trim() is not { } name
                || !call.InWorkspace(call.Operation.Resource!)
                    .Any(tag => tag != self && string.Equals(tag.Text("name")?.Trim(), name, StringComparison.OrdinalIgnoreCase)),
            "Name has already been taken"
        );
}

/// <summary>Tags that orders can have.</summary>
[Resource("OrderTag")]
[Operation("createOrdersTags")]
[Operation("updateOrdersTags")]
internal sealed class OrderTagBehavior(RecordStore store) : TagBehavior(store);

/// <summary>Tags that products can have.</summary>
[Resource("ProductTag")]
[Operation("createProductsTags")]
[Operation("updateProductsTags")]
internal sealed class ProductTagBehavior(RecordStore store) : TagBehavior(store);

/// <summary>Tags that funnels can have.</summary>
[Resource("FunnelTag")]
[Operation("createFunnelsTags")]
[Operation("updateFunnelsTags")]
internal sealed class FunnelTagBehavior(RecordStore store) : TagBehavior(store);

/// <summary>Tags that blog posts can have.</summary>
[Resource("BlogTag")]
[Operation("createBlogTag")]
internal sealed class BlogTagBehavior(RecordStore store) : TagBehavior(store);
