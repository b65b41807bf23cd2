using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Operations beyond the records of a migration. Their effects outside the emulator do not happen.</summary>
internal static class FurtherOperations
{
    [Operation("exportBlogs")]
    [Operation("exportAffiliates")]
    [Operation("exportClicks")]
    [Behavior("An export of other records says that it started; no file is made", Evidence.Documented, "vendor documentation, 2026-08")]
    public static OperationResult? Export(Call call, Record? member)
    {
        _ = call.ReadBody();
        call.Problems.ThrowIfAny();
        return new OperationResult(Results.Of(call.Operation.Response!.Schema));
    }

    [Operation("countAffiliates", IsGlobal = true)]
    [Behavior("Affiliates are counted; none of them is from AffCenter", Evidence.Assumed, "which affiliates are external is not published")]
    public static OperationResult? CountAffiliates(Call call, Record? member)
    {
        var count = (long)call.InWorkspace("Affiliate").Count();
        return new OperationResult(
            new JsonObject
            {
                ["all"] = count,
                ["external"] = count,
                ["affcenter"] = 0L,
            }
        );
    }

    [Operation("cloneBlog")]
    [Behavior("A clone of a blog has the title that is sent, else Copy of …", Evidence.Assumed, "as funnels")]
    public static OperationResult? CloneBlog(Call call, Record member)
    {
        var body = call.ReadBody();
        call.Problems.ThrowIfAny();
        var fields = (JsonObject)member.Fields.DeepClone();
        fields.Remove("created_at");
        fields.Remove("updated_at");
        fields["name"] = body.Text("title") ?? $"Copy of {member.Text("name")}";
        return new OperationResult(call.Insert("Blog", fields));
    }
}
