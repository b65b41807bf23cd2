using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Saved filters, and filters in a token.</summary>
internal static class SavedFilters
{
    public const string Class = "ContactsFilter";
    public const string OrdersClass = "OrdersFilter";
    private const string Prefix = "emu1";
    private const int MaximumDepth = 64;

    /// <summary>The token that represents a filter without naming a record.</summary>
    [Behavior(
        "stable_id is an opaque token that holds the whole filter",
        Evidence.Documented,
        "published spec 2026-08, contact filters; its make is assumed"
    )]
    public static string StableId(JsonObject fields)
    {
        var body = new JsonObject { ["conjunction"] = fields["conjunction"]?.DeepClone(), ["criteria"] = fields["criteria"]?.DeepClone() };
        return Prefix
            + Convert.ToBase64String(Encoding.UTF8.GetBytes(body.ToJsonString())).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    [Behavior("An unknown stable_id returns 422", Evidence.Documented, "published spec 2026-08")]
    public static JsonObject Parse(string stableId)
    {
        try
        {
            if (stableId.StartsWith(Prefix, StringComparison.Ordinal))
            {
                var text = stableId[Prefix.Length..].Replace('-', '+').Replace('_', '/');
                text = text.PadRight((text.Length + 3) / 4 * 4, '=');
                if (
                    Convert.FromBase64String(text) is var bytes
                    && JsonText.IsReadable(bytes, MaximumDepth)
                    && JsonNode.Parse(bytes) is JsonObject filter
                )
                {
                    return filter;
                }
            }
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            // Handled below.
        }

        throw ApiProblem.Refused("stable_id is not a valid serialized filter");
    }

    /// <summary>Saves the filter of a token.</summary>
    public static Record Keep(Call call, string stableId)
    {
        var fields = Parse(stableId);
        fields["filter_class"] = Class;
        return call.Insert("RefineFilter", fields);
    }

    [Behavior(
        "A saved filter is named by its numeric or public id; unknown ones, and those for other records, return 422",
        Evidence.Documented,
        "published spec 2026-08"
    )]
    public static Record Find(Call call, string id, string filterClass) =>
        call.Store.Find("RefineFilter", id) is { } filter
        && call.InWorkspace("RefineFilter", filter.Id) is not null
        && filter.Text("filter_class") == filterClass
            ? filter
            : throw ApiProblem.Refused("stored_filter_id is not a stored filter");

    public static bool Accepts(Record filter, Record record, DateTimeOffset now) => Accepts(filter.Fields, record, now);

    /// <summary>Returns true if a record matches a filter.</summary>
    /// <param name="filter">Conjunction and criteria.</param>
    /// <param name="record">The record.</param>
    /// <param name="now">The time that relative dates count from.</param>
    [Behavior("All criteria must match, or one of them if the conjunction is or", Evidence.Documented, "published spec 2026-08")]
    public static bool Accepts(JsonObject filter, Record record, DateTimeOffset now)
    {
        var results = filter.Objects("criteria").Select(one => FilterCriterion.Holds(one, record, now)).ToList();
        return results.Count == 0 || (filter["conjunction"]?.ToString() == "or" ? results.Contains(true) : results.TrueForAll(one => one));
    }
}
