using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Subscriptions. The API does not create them.</summary>
[Resource("Subscription")]
internal sealed class SubscriptionBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string NextCharge = "subscription_next_charge_at";
    private const string Status = "status";

    [Behavior("Subscriptions are known by their transaction id", Evidence.Documented, "vendor documentation, subscriptions")]
    public override Record? Find(string resource, string identifier) => ByTransaction(Store, identifier);

    [Operation("listSubscriptions")]
    [Behavior(
        "status, q, start, end, filter.merchant_id, filter.product_code and filter.email narrow the list",
        Evidence.Documented,
        "vendor documentation, subscriptions"
    )]
    [Behavior("start and end are about created_at and inclusive", Evidence.Assumed, "the field is not published")]
    public override Predicate<Record>? Narrow(Call call) =>
        QueryRules.All(
            QueryRules.Choice(call, Status) is { } status and not "all" ? record => record.Text(Status) == status : null,
            QueryRules.Search(call, "q", "customer_name", "customer_email", "public_order_id", "transaction_id"),
            Time(call, "start") is { } start ? record => Time(record, "created_at") >= start : null,
            Time(call, "end") is { } end ? record => Time(record, "created_at") <= end : null,
            call.Query.One("filter.merchant_id") is { } merchant ? record => record.Fields["merchant_id"]?.ToString() == merchant : null,
            call.Query.One("filter.product_code") is { } product ? record => record.Text("product_code") == product : null,
            call.Query.One("filter.email") is { } email
                ? record => string.Equals(record.Text("customer_email"), email, StringComparison.OrdinalIgnoreCase)
                : null
        );

    [Operation("getSubscription")]
    [Behavior("status and subscription_status are the same", Evidence.Assumed, "the documentation has both")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name == "subscription_status" ? record.Fields[Status] : null;
        return name == "subscription_status";
    }

    public override void Complete(JsonObject draft) => Default(draft, (Status, "active"));

    [Operation("updateSubscriptionFlag")]
    [Behavior(
        "A flag is a field of the subscription, such as subscription_status",
        Evidence.Documented,
        "vendor documentation, subscriptions"
    )]
    [Behavior("Other flags than the status and the next charge are kept and not shown", Evidence.Assumed, "not published")]
    public static OperationResult? UpdateFlag(Call call, Record member)
    {
        var body = call.ReadBody();
        var (key, value) = (body.Text("key"), body.Text("value"));
        if (key == "subscription_status")
        {
            var known = call.Platform.Contract.Schema("SubscriptionStatus").Enum;
            call.Problems.Require(value is null || known.Contains(value), "value is not included in the list", "value");
            key = Status;
        }
        else if (key == NextCharge && value is not null)
        {
            var time = Parse(value);
            call.Problems.Require(time is not null, "value is not a valid time", "value");
            value = time is { } next ? call.Platform.Time(next) : null;
        }

        call.Problems.ThrowIfAny();
        call.Edit(member)[Known(key!) ? key! : "flag_" + key] = value;
        return new OperationResult(null);
    }

    [Operation("skipSubscriptionCharge")]
    [Behavior(
        "Skipping moves the next charge by one billing cycle",
        Evidence.Documented,
        "vendor documentation, subscriptions; that a cycle is a month is assumed"
    )]
    public static OperationResult? Skip(Call call, Record member) => Advance(call, member);

    [Operation("forceSubscriptionBill")]
    [Behavior(
        "Billing at once moves the next charge by one billing cycle",
        Evidence.Assumed,
        "the documentation says only that it bills at once"
    )]
    public static OperationResult? ForceBill(Call call, Record member) => Advance(call, member);

    [Operation("changeSubscriptionBillDate")]
    [Behavior(
        "The new time of the next charge must be after now (422)",
        Evidence.Documented,
        "vendor documentation, subscriptions; the status is assumed"
    )]
    public static OperationResult? ChangeBillDate(Call call, Record member)
    {
        var body = call.ReadBody();
        var time = Parse(body.Text("next_charge_at"));
        call.Problems.Require(time is null || time > call.Time, "The next charge at must be a date after now.", "next_charge_at");
        call.Problems.ThrowIfAny();
        call.Edit(member)[NextCharge] = call.Platform.Time(time!.Value);
        return new OperationResult(null);
    }

    [Operation("reactivateSubscription")]
    [Behavior(
        "A canceled or paused subscription becomes active; any other returns 422",
        Evidence.Documented,
        "vendor documentation: canceled or otherwise eligible; the rest is assumed"
    )]
    public static OperationResult? Reactivate(Call call, Record member)
    {
        call.Problems.Require(member.Text(Status) is "canceled" or "paused" or "past_due", "The subscription is active.", Status);
        call.Problems.ThrowIfAny();
        call.Edit(member)[Status] = "active";
        return new OperationResult(null);
    }

    [Operation("listSubscriptionEmails")]
    [Behavior("The list of emails of a subscription is empty, as nothing is mailed", Evidence.Assumed, "the emulator's own rule")]
    public static OperationResult? Emails(Call call, Record member) => new(new JsonArray());

    [Operation("getSubscriptionSummary")]
    [Behavior(
        "The analytics are computed from the subscriptions there are",
        Evidence.Assumed,
        "the documentation leaves fields and formulas open"
    )]
    public static OperationResult? Summary(Call call, Record? member)
    {
        var all = call.InWorkspace("Subscription").ToList();
        var active = all.Where(one => one.Text(Status) is "active" or "trial").ToList();
        return new OperationResult(
            new JsonObject
            {
                ["active_count"] = (long)active.Count,
                ["mrr"] = active.Sum(Total),
                ["churn_rate"] = all.Count == 0 ? 0 : Math.Round((decimal)all.Count(one => one.Text(Status) == "canceled") / all.Count, 4),
                ["average_ltv"] = all.Count == 0 ? 0 : Math.Round(all.Average(Total), 2),
            }
        );
    }

    [Operation("listMonthlyRevenue")]
    public static OperationResult? Revenue(Call call, Record? member) =>
        Trend(call, one => one.Text(Status) is "active" or "trial" ? Total(one) : 0);

    [Operation("listMonthlyChurn")]
    public static OperationResult? Churn(Call call, Record? member) => Trend(call, one => one.Text(Status) == "canceled" ? 1 : 0);

    [Operation("listSubscriptionCohorts")]
    public static OperationResult? Cohorts(Call call, Record? member) =>
        new(
            new JsonArray([
                .. ByMonth(call)
                    .Select(month => new JsonObject
                    {
                        ["month"] = month.Key,
                        ["size"] = (long)month.Count(),
                        ["ltv"] = Math.Round(month.Average(Total), 2),
                    }),
            ])
        );

    [Operation("getSubscriptionDunning")]
    public static OperationResult? Dunning(Call call, Record? member) =>
        new(
            new JsonObject
            {
                ["in_dunning"] = (long)call.InWorkspace("Subscription").Count(one => one.Text(Status) == "past_due"),
                ["recovered"] = 0L,
                ["lost"] = 0L,
                ["recovery_rate"] = 0m,
            }
        );

    /// <summary>The subscription with a transaction id; null if there is none.</summary>
    public static Record? ByTransaction(RecordStore store, string? id) =>
        store.Of("Subscription").FirstOrDefault(one => one.Text("transaction_id") == id);

    private static OperationResult Advance(Call call, Record member)
    {
        var next = Time(member, NextCharge) ?? call.Time;
        call.Edit(member)[NextCharge] = call.Platform.Time(next.Year < 9998 ? next.AddMonths(1) : next);
        return new OperationResult(null);
    }

    private static OperationResult Trend(Call call, Func<Record, decimal> value) =>
        new(new JsonArray([.. ByMonth(call).Select(month => new JsonObject { ["month"] = month.Key, ["value"] = month.Sum(value) })]));

    private static IEnumerable<IGrouping<string, Record>> ByMonth(Call call) =>
        call.InWorkspace("Subscription")
            .Where(one => one.Text("created_at") is { Length: >= 7 })
            .GroupBy(one => one.Text("created_at")![..7])
            .OrderBy(month => month.Key, StringComparer.Ordinal);

    private static decimal Total(Record subscription) => Amounts.Of(subscription.Fields["total"]) ?? 0;

    private static bool Known(string key) => key is Status or NextCharge;

    private static DateTimeOffset? Time(Record record, string field) => Parse(record.Text(field));

    private static DateTimeOffset? Time(Call call, string name) => Parse(call.Query.One(name));

    private static DateTimeOffset? Parse(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;
}
