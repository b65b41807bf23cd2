using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Conversions: the orders of a brand. The API does not create them.</summary>
[Resource("Conversion")]
internal sealed class ConversionBehavior(RecordStore store) : ResourceBehavior(store)
{
    private static readonly HashSet<string> OnlyInDetail = ["items", "shipping_address", "customer_phone"];

    [Behavior("Conversions are known by their code", Evidence.Documented, "vendor documentation, conversions")]
    public override Record? Find(string resource, string identifier) =>
        Store.Of(resource).FirstOrDefault(one => one.Text("code") == identifier);

    [Operation("listConversions")]
    [Behavior("search looks at the code, the email address and the name", Evidence.Documented, "vendor documentation, conversions")]
    public override Predicate<Record>? Narrow(Call call) => QueryRules.Search(call, "search", "code", "customer_email", "customer_name");

    [Behavior("Lists have neither items, address nor phone", Evidence.Documented, "vendor documentation, samples of conversions")]
    public override IReadOnlySet<string> HiddenInList(Call call) => OnlyInDetail;

    public override void Complete(JsonObject draft) =>
        Default(draft, ("status", "completed"), ("currency", "USD"), ("items", new JsonArray()));

    [Operation("exportConversions")]
    [Behavior(
        "An export returns a message, an id and an address; no file is made",
        Evidence.Documented,
        "vendor documentation, conversions"
    )]
    public static OperationResult? Export(Call call, Record? member)
    {
        _ = call.ReadBody();
        call.Problems.ThrowIfAny();
        var id = string.Create(CultureInfo.InvariantCulture, $"exp_{call.Store.TakeId()}");
        return new OperationResult(
            new JsonObject
            {
                ["message"] = "Export is being processed",
                ["export_id"] = id,
                ["download_url"] = $"https://app.elasticfunnels.io/api/brands/{call.WorkspaceId}/exports/{id}/download",
            }
        );
    }

    [Operation("refundConversion")]
    [Behavior(
        "A refund is about the whole amount unless amount says otherwise, and sets the status refunded",
        Evidence.Documented,
        "vendor documentation, conversions"
    )]
    [Behavior("A refund above the total, or of a refunded conversion, returns 422", Evidence.Assumed, "not published")]
    public static OperationResult? Refund(Call call, Record member)
    {
        var body = call.ReadBody();
        var total = Amounts.Of(member.Fields["total"]) ?? 0;
        var amount = Amounts.Of(body["amount"]) ?? total;
        call.Problems.Require(amount <= total, "The amount may not be greater than the total.", "amount");
        call.Problems.Require(member.Text("status") is not ("refunded" or "chargeback"), "The conversion has been refunded.", "code");
        call.Problems.ThrowIfAny();
        call.Edit(member)["status"] = "refunded";
        return new OperationResult(
            new JsonObject
            {
                ["message"] = "Refund processed successfully",
                ["code"] = member.Text("code"),
                ["refund_amount"] = amount,
                ["status"] = "refunded",
            }
        );
    }
}
