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

    public static bool Accepts(Record filter, Record record) => Accepts(filter.Fields, record);

    [Behavior("All criteria must match, or one of them if the conjunction is or", Evidence.Documented, "published spec 2026-08")]
    [Behavior("Criteria about data that the emulator does not store match every record", Evidence.Assumed, "the attributes are many")]
    public static bool Accepts(JsonObject filter, Record record)
    {
        var results = (filter["criteria"] as JsonArray ?? []).OfType<JsonObject>().Select(one => Holds(one, record)).ToList();
        return results.Count == 0 || (filter["conjunction"]?.ToString() == "or" ? results.Contains(true) : results.TrueForAll(one => one));
    }

    private static bool Holds(JsonObject criterion, Record record)
    {
        var attribute = criterion["attribute"]?.ToString() ?? "";
        attribute = attribute.StartsWith("contact.", StringComparison.Ordinal) ? attribute[8..] : attribute;
        if (!record.Fields.ContainsKey(attribute))
        {
            return true;
        }

        var stored =
            record.Fields[attribute] is JsonArray list ? list.Select(item => item?.ToString() ?? "").ToList()
            : record.Fields[attribute] is { } one ? [one.ToString()]
            : new List<string>();
        var wanted =
            criterion["value"] is JsonArray values ? values.Select(item => item?.ToString() ?? "").ToList()
            : criterion["value"] is { } value ? [value.ToString()]
            : new List<string>();
        var equal = stored.Any(text => wanted.Contains(text, StringComparer.OrdinalIgnoreCase));
        return criterion["clause"]?.ToString() switch
        {
            "eq" or "in" or "equals" => equal,
            "dne" or "nin" => !equal,
            "sw" => stored.Any(text => wanted.Any(start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase))),
            "cont" or "ct" => stored.Any(text => wanted.Any(part => text.Contains(part, StringComparison.OrdinalIgnoreCase))),
            "st" => stored.Count > 0,
            "nst" => stored.Count == 0,
            _ => true,
        };
    }
}
