using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Offers that keep customers from canceling, stored per merchant.</summary>
internal static class RetentionOperations
{
    /// <summary>Resource of the merchants, which no operation reads.</summary>
    public const string Merchant = "Merchant";

    private const string Offers = "retention_offers";

    [Operation("getRetentionOffers", IsGlobal = true)]
    [Behavior(
        "Each merchant has one configuration: enabled, offers, exit_survey_reasons",
        Evidence.Documented,
        "vendor documentation, subscriptions"
    )]
    public static OperationResult? Get(Call call, Record? member) =>
        new(Find(call).Fields[Offers]?.DeepClone() ?? new JsonObject { ["enabled"] = false, ["offers"] = new JsonArray() });

    [Operation("saveRetentionOffers", IsGlobal = true)]
    [Behavior("Saving replaces the configuration", Evidence.Assumed, "not published")]
    public static OperationResult? Save(Call call, Record? member)
    {
        var offers = call.ReadBody();
        call.Problems.ThrowIfAny();
        call.Edit(Find(call))[Offers] = offers;
        return new OperationResult(null);
    }

    [Operation("applyRetentionOffer")]
    [Behavior(
        "discount lowers the total by a percentage, pause pauses for days (at least 1), downgrade sets the product",
        Evidence.Documented,
        "vendor documentation; how it shows is assumed"
    )]
    [Behavior("An unknown transaction or merchant returns 422", Evidence.Assumed, "not published")]
    public static OperationResult? Apply(Call call, Record? member)
    {
        var body = call.ReadBody();
        var subscription = SubscriptionBehavior.ByTransaction(call.Store, body.Text("transaction_id"));
        call.Problems.Require(subscription?.WorkspaceId == call.WorkspaceId, "The selected transaction id is invalid.", "transaction_id");
        call.Problems.Require(
            call.InWorkspace(Merchant, body.Number("merchant_id")) is not null,
            "The selected merchant id is invalid.",
            "merchant_id"
        );
        var value = Amounts.Of(body["offer_value"]);
        var type = body.Text("offer_type");
        call.Problems.Require(type != "pause" || value >= 1, "The offer value must be at least 1.", "offer_value");
        call.Problems.Require(type != "discount" || value is >= 0 and <= 100, "The offer value must be between 0 and 100.", "offer_value");
        call.Problems.ThrowIfAny();
        var fields = call.Edit(subscription!);
        switch (type)
        {
            case "discount":
                fields["total"] = Math.Round((Amounts.Of(fields["total"]) ?? 0) * (1 - (value!.Value / 100)), 2);
                break;
            case "pause":
                fields["status"] = "paused";
                break;
            default:
                fields["product_code"] = body.Text("offer_product_code") ?? fields.Text("product_code");
                break;
        }

        return new OperationResult(null);
    }

    private static Record Find(Call call) =>
        long.TryParse(call.Values["merchant_id"], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && call.InWorkspace(Merchant, id) is { } merchant
            ? merchant
            : throw ApiProblem.NotFound();
}
