using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Counts and sums of the contacts or orders of a workspace.</summary>
internal static class WorkspaceStatistics
{
    private const string Source = "vendor skill, stats, 2026-10";
    private const string Contact = "contact";
    private const string Order = "order";
    private static readonly string[] Names = ["count", "count_by", "sum", "created_at_range"];
    private static readonly string[] OrderOnly = ["sum"];

    [Operation("getWorkspaceStats")]
    [Behavior("Statistics of workspaces are in closed beta: 403 where the workspace does not have it", Evidence.Documented, Source)]
    [Behavior(
        "Without any statistic, or with one that the resource does not have, the call returns 422 with those it has",
        Evidence.Documented,
        Source
    )]
    [Behavior("true asks for a statistic with its defaults, false or nothing for none", Evidence.Documented, Source)]
    [Behavior(
        "Beyond the limit of the workspace, count is the limit, groups are capped, and the other statistics are unavailable with a reason",
        Evidence.Documented,
        Source + "; which of them are unavailable is assumed"
    )]
    [Behavior("The sum of no record is null", Evidence.Documented, Source)]
    public static OperationResult? Get(Call call, Record? member)
    {
        ClosedBeta.Require(call, "Workspace stats");
        var resource = call.Query.One("resource");
        if (resource is not (Contact or Order))
        {
            throw ApiProblem.Unprocessable("resource must be one of: contact, order");
        }

        var asked = Asked(call, resource);
        var property = asked.Contains("count_by") ? Property(call, "count_by", Groups(call, resource)) : "";
        var amount = asked.Contains("sum") ? Property(call, "sum", Amounts(call)) : "";
        var limit = StoredSettings.Of(call).StatisticsLimit;
        var records = Matching(call, resource).Take((int)limit + 1).ToList();
        var isCapped = records.Count > limit;
        var counted = isCapped ? records.Take((int)limit).ToList() : records;

        var stats = new JsonObject();
        var unavailable = new JsonArray();
        foreach (var name in asked)
        {
            switch (name)
            {
                case "count":
                    stats[name] = (long)counted.Count;
                    if (isCapped)
                    {
                        stats["count_capped_at"] = limit;
                    }

                    break;
                case "count_by":
                    stats[name] = CountBy(counted, property, isCapped);
                    break;
                case var _ when isCapped:
                    unavailable.Add((JsonNode?)name);
                    break;
                case "sum":
                    stats[name] = new JsonObject { ["property"] = amount, ["value"] = Sum(call, counted, amount) };
                    break;
                default:
                    stats[name] = Range(counted);
                    break;
            }
        }

        var result = new JsonObject
        {
            ["resource"] = resource,
            ["workspace_id"] = call.WorkspaceId,
            ["stats"] = stats,
        };
        if (unavailable.Count > 0)
        {
            result["unavailable"] = unavailable;
            result["unavailable_reason"] = $"More than {limit} records match.";
        }

        return new OperationResult(result);
    }

    private static List<string> Asked(Call call, string resource)
    {
        var asked = Names.Where(name => IsAsked(call, name)).ToList();
        var known = Names.Where(name => resource == Order || !OrderOnly.Contains(name)).ToList();
        return asked.Count > 0 && !asked.Except(known).Any()
            ? asked
            : throw ApiProblem.Unprocessable($"{resource} supports: {string.Join(", ", known)}");
    }

    private static bool IsAsked(Call call, string name) =>
        call.Query.Pairs.Any(pair =>
            (pair.Key == name && pair.Value is not ("" or "false")) || pair.Key.StartsWith(name + "[", StringComparison.Ordinal)
        );

    [Behavior("Groups and sums need a property of the resource (422)", Evidence.Documented, Source)]
    private static string Property(Call call, string name, List<string> known) =>
        call.Query.One($"{name}[property]") is { } property && known.Contains(property)
            ? property
            : throw ApiProblem.Unprocessable($"{name}[property] must be one of: {string.Join(", ", known)}");

    private static List<string> Groups(Call call, string resource)
    {
        var record = call.Platform.Contract.Schema(Resource(resource));
        return [.. call.Platform.Contract.Schema("WorkspaceStatsCountProperty").Enum.Where(record.Properties.ContainsKey)];
    }

    private static List<string> Amounts(Call call) => call.Platform.Contract.Schema("WorkspaceStatsSumProperty").Enum;

    private static string Resource(string resource) => resource == Contact ? "Contact" : "Order";

    [Behavior("An attribute of the filter that does not fit the resource returns 422; lists return 400", Evidence.Documented, Source)]
    [Behavior("filter, stable_id and stored_filter_id narrow each other", Evidence.Documented, Source)]
    [Behavior("The filter knows the attributes of the filter of the list", Evidence.Documented, Source)]
    private static IEnumerable<Record> Matching(Call call, string resource)
    {
        var filters = FilterReader.Read(call, call.Platform.Contract.Schema(resource == Contact ? "ContactFilter" : "OrderFilter"), 422);
        var filterClass = resource == Contact ? SavedFilters.Class : SavedFilters.OrdersClass;
        var stored = call.Query.One("stored_filter_id") is { } id ? SavedFilters.Find(call, id, filterClass).Fields : null;
        var stable =
            call.Query.One("stable_id") is not { } token ? null
            : resource == Contact ? SavedFilters.Parse(token)
            : throw ApiProblem.Refused("stable_id is not a valid serialized filter");
        return call.InWorkspace(Resource(resource))
            .Where(record =>
                !record.IsRedacted
                && filters.All(filter => filter.Accepts(filter.Name == "id" ? record.Id : record.Fields[filter.Name]))
                && (stored is null || SavedFilters.Accepts(stored, record, call.Time))
                && (stable is null || SavedFilters.Accepts(stable, record, call.Time))
            );
    }

    [Behavior("Records without a value are counted under an empty text", Evidence.Assumed, "the key is not published")]
    private static JsonObject CountBy(List<Record> records, string property, bool isCapped)
    {
        var values = new JsonObject();
        foreach (
            var group in records
                .GroupBy(record => record.Fields[property]?.ToString() ?? "")
                .OrderBy(one => one.Key, StringComparer.Ordinal)
        )
        {
            values[group.Key] = group.LongCount();
        }

        return new JsonObject
        {
            ["property"] = property,
            ["values"] = values,
            ["capped"] = isCapped,
        };
    }

    [Behavior("total_collected sums the paid invoices of the orders", Evidence.Assumed, "not published")]
    private static string? Sum(Call call, List<Record> orders, string amount)
    {
        if (orders.Count == 0)
        {
            return null;
        }

        if (amount != "total_collected")
        {
            return WireText.Money(orders.Sum(order => order.Decimal(amount)));
        }

        var paid = call.InWorkspace("OrderInvoice")
            .Where(invoice => invoice.Text("status") == "paid")
            .ToLookup(one => one.Number("order_id"));
        return WireText.Money(orders.Sum(order => paid[order.Id].Sum(invoice => invoice.Decimal("total_amount"))));
    }

    private static JsonObject Range(List<Record> records) =>
        new() { ["min"] = records.Min(record => record.Text("created_at")), ["max"] = records.Max(record => record.Text("created_at")) };
}
