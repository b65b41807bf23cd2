using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>The parts that the statistics of funnels and of pages share.</summary>
internal static class FunnelStatistics
{
    // Leaves room for the longest window before it.
    private static readonly DateTimeOffset Earliest = DateTimeOffset.MinValue.AddDays(91);

    /// <summary>Gets the reference to a funnel.</summary>
    public static JsonObject Reference(Record record) =>
        new()
        {
            ["id"] = record.Id,
            ["public_id"] = record.PublicId,
            ["name"] = record.Text("name"),
        };

    /// <summary>Gets the figures of a page: all zero.</summary>
    public static JsonObject OfPage(Record page) =>
        new()
        {
            ["page_id"] = page.Id,
            ["name"] = page.Text("name"),
            ["current_path"] = page.Text("current_path"),
            ["views_all"] = 0,
            ["views_unique"] = 0,
            ["optins"] = 0,
            ["optin_rate"] = 0,
            ["sales_count"] = 0,
            ["sales_rate"] = 0,
            ["sales_value"] = "0.00",
            ["recurring_sales_count"] = 0,
            ["recurring_sales_value"] = "0.00",
            ["earnings_per_view"] = "0.00",
            ["earnings_per_unique_view"] = "0.00",
        };

    /// <summary>Gets a zero for each property of a schema.</summary>
    public static JsonObject Zeros(ContractSchema schema)
    {
        var zeros = new JsonObject();
        foreach (var (name, use) in schema.Properties)
        {
            zeros[name] = use.Schema.IsDecimal ? "0.00" : 0;
        }

        return zeros;
    }

    /// <summary>Gets the window of the figures that a call asks for.</summary>
    public static JsonObject Range(Call call)
    {
        var end = Time(call, "timerange_end") is { } to && to < call.Time && to > Earliest ? to : call.Time;
        var start = Time(call, "timerange_start") is { } from && from < end ? from : end.AddDays(-30);
        if (end - start > TimeSpan.FromDays(90))
        {
            start = end.AddDays(-90);
        }

        return new JsonObject { ["from"] = WireText.Time(start), ["to"] = WireText.Time(end) };
    }

    private static DateTimeOffset? Time(Call call, string name) =>
        DateTimeOffset.TryParse(
            call.Query.One(name),
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : null;
}
