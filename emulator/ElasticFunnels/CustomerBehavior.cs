using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Customers, which the service builds from conversions. The API only reads them.</summary>
[Resource("Customer")]
internal sealed class CustomerBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string Email = "customer_email";
    private const string Abandoned = "is_abandoned_customer";

    [Operation("listCustomers")]
    [Behavior(
        "type is customer (purchases) or abandon; q looks at email address, name and phone",
        Evidence.Documented,
        "vendor documentation, customers"
    )]
    public override Predicate<Record>? Narrow(Call call)
    {
        if (call.Operation.Id != "listCustomers")
        {
            return null;
        }

        Predicate<Record>? type = QueryRules.Choice(call, "type") is { } wanted
            ? record => record.Flag(Abandoned) == (wanted == "abandon")
            : null;
        return QueryRules.All(type, QueryRules.Search(call, "q", Email, "customer_name", "customer_phone"));
    }

    [Behavior(
        "sort is a column, sort_direction asc or desc",
        Evidence.Documented,
        "vendor documentation, customers; asc as the default is assumed"
    )]
    public override Comparison<Record>? Order(Call call)
    {
        var direction = QueryRules.Choice(call, "sort_direction") == "desc" ? -1 : 1;
        return QueryRules.Choice(call, "sort") is { } column ? (one, other) => direction * Amounts.Compare(one, other, column) : null;
    }

    [Behavior("columns[] limits the columns that are returned", Evidence.Documented, "vendor documentation, customers")]
    public override IReadOnlySet<string>? HiddenInList(Call call)
    {
        var wanted = call.Query.All("columns[]").ToHashSet();
        return wanted.Count == 0 ? null : call.Platform.Contract.Schema("Customer").Properties.Keys.Except(wanted).ToHashSet();
    }

    public override Record? Find(string resource, string identifier) =>
        Store.Of(resource).FirstOrDefault(one => string.Equals(one.Text(Email), identifier, StringComparison.OrdinalIgnoreCase))
        ?? throw ApiProblem.Exact(404, ElasticFunnelsPlatform.Message("Customer not found."));

    public override void Complete(JsonObject draft) =>
        Default(
            draft,
            ("total_orders", 0L),
            ("total_revenue", 0m),
            ("total_refunds", 0m),
            ("total_chargebacks", 0m),
            ("lifetime_value", 0m),
            ("products_purchased", new JsonArray()),
            (Abandoned, false),
            ("abandoned_value", 0m)
        );

    [Operation("countCustomers")]
    [Behavior(
        "Quick access counts all, customers, abandons, chargebacks and refunds",
        Evidence.Documented,
        "vendor documentation, customers"
    )]
    public static OperationResult? Count(Call call, Record? member)
    {
        var all = call.InWorkspace("Customer").ToList();
        return new OperationResult(
            new JsonObject
            {
                ["all"] = (long)all.Count,
                ["customers"] = Number(one => !one.Flag(Abandoned)),
                ["abandons"] = Number(one => one.Flag(Abandoned)),
                ["chargebacks"] = Number(one => Amounts.Of(one.Fields["total_chargebacks"]) > 0),
                ["refunds"] = Number(one => Amounts.Of(one.Fields["total_refunds"]) > 0),
            }
        );

        long Number(Predicate<Record> condition) => all.Count(one => condition(one));
    }

    [Operation("getCustomerDetails")]
    [Behavior(
        "The details have customer, stats, orders and subscriptions; an unknown address returns 404 with \"Customer not found.\"",
        Evidence.Documented,
        "vendor documentation, customers"
    )]
    [Behavior("include_orders and include_subscriptions leave their lists out", Evidence.Documented, "vendor documentation, customers")]
    public static OperationResult? Details(Call call, Record member)
    {
        var details = new JsonObject
        {
            ["customer"] = new JsonObject
            {
                ["email"] = member.Text(Email),
                ["name"] = member.Text("customer_name"),
                ["phone"] = member.Text("customer_phone"),
                ["country"] = member.Text("customer_country"),
                ["state"] = member.Text("customer_state"),
                ["city"] = member.Text("customer_city"),
                ["address"] = null,
            },
            ["stats"] = Stats(member),
            ["notes"] = new JsonArray(),
        };
        if (QueryRules.IsWanted(call, "include_orders"))
        {
            details["orders"] = new JsonArray([.. Of(call, "Conversion", member).Select(Order)]);
        }

        if (QueryRules.IsWanted(call, "include_subscriptions"))
        {
            details["subscriptions"] = new JsonArray([.. Of(call, "Subscription", member).Select(Subscription)]);
        }

        return new OperationResult(details);
    }

    [Operation("exportCustomers")]
    [Behavior("An export returns success and a message; nothing is mailed", Evidence.Documented, "vendor documentation, customers")]
    public static OperationResult? Export(Call call, Record? member)
    {
        _ = call.ReadBody();
        call.Problems.ThrowIfAny();
        return new OperationResult(
            new JsonObject { ["success"] = true, ["message"] = "Export started. You will receive an email when it is ready." }
        );
    }

    private static JsonObject Stats(Record customer)
    {
        var orders = customer.Number("total_orders") ?? 0;
        var revenue = Amounts.Of(customer.Fields["total_revenue"]) ?? 0;
        var stats = new JsonObject { ["average_order_value"] = orders == 0 ? 0 : Math.Round(revenue / orders, 2) };
        foreach (
            var name in (string[])
                [
                    "total_orders",
                    "total_revenue",
                    "total_refunds",
                    "total_chargebacks",
                    "lifetime_value",
                    "first_order_date",
                    "last_order_date",
                ]
        )
        {
            stats[name] = customer.Fields[name]?.DeepClone();
        }

        return stats;
    }

    private static IEnumerable<Record> Of(Call call, string resource, Record customer) =>
        call.InWorkspace(resource).Where(one => string.Equals(one.Text(Email), customer.Text(Email), StringComparison.OrdinalIgnoreCase));

    private static JsonNode Order(Record conversion) =>
        new JsonObject
        {
            ["id"] = conversion.Text("code"),
            ["date"] = conversion.Text("created_at"),
            ["total"] = conversion.Fields["total"]?.DeepClone(),
            ["products"] = new JsonArray([.. conversion.Fields.Objects("items").Select(item => (JsonNode?)item.Text("product_name"))]),
            ["status"] = conversion.Text("status"),
        };

    private static JsonNode Subscription(Record subscription) =>
        new JsonObject
        {
            ["id"] = subscription.Id,
            ["status"] = subscription.Text("status"),
            ["product"] = subscription.Text("product_code"),
            ["next_charge_date"] = subscription.Text("subscription_next_charge_at") is { } time ? time[..10] : null,
        };
}
