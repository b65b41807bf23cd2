using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviors;

/// <summary>Saved filters, and filters in a token.</summary>
internal static class SavedFilters
{
    public const string Class = "ContactsFilter";
    private const string Prefix = "emu1";

    /// <summary>The token that stands for a filter without naming a record.</summary>
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

    [Behavior("An unknown stable_id answers 422", Evidence.Documented, "published spec 2026-08")]
    public static JsonObject Parse(string stableId)
    {
        try
        {
            if (stableId.StartsWith(Prefix, StringComparison.Ordinal))
            {
                var text = stableId[Prefix.Length..].Replace('-', '+').Replace('_', '/');
                text = text.PadRight((text.Length + 3) / 4 * 4, '=');
                if (JsonNode.Parse(Convert.FromBase64String(text)) is JsonObject filter)
                {
                    return filter;
                }
            }
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            // Answered below.
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
        "A saved filter is named by its numeric or public id; unknown ones, and those for other records, answer 422",
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

    [Behavior("All criteria must hold, or with the conjunction or one of them", Evidence.Documented, "published spec 2026-08")]
    [Behavior("Criteria on what the emulator does not keep hold for every record", Evidence.Assumed, "the attributes are many")]
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
            record.Fields[attribute] is JsonArray list ? list.Select(item => item!.ToString()).ToList()
            : record.Fields[attribute] is { } one ? [one.ToString()]
            : new List<string>();
        var wanted =
            criterion["value"] is JsonArray values ? values.Select(item => item!.ToString()).ToList()
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

/// <summary>Filters that are kept for later.</summary>
internal sealed class RefineFilterBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior(
        "Saved filters are for contacts and have names of their own (422)",
        Evidence.Documented,
        "published spec 2026-08, refine filters"
    )]
    [Behavior("A filter needs at least one criterion (422)", Evidence.Documented, "published spec 2026-08")]
    public override void Create(Call call, JsonObject draft)
    {
        Default(draft, ("filter_class", SavedFilters.Class), ("conjunction", "and"));
        call.Problems.Require(Text(draft, "filter_class") == SavedFilters.Class, "Filter class is not included in the list");
        Check(call, draft, null);
    }

    [Behavior("An update replaces all criteria", Evidence.Documented, "published spec 2026-08, refine filters")]
    public override void Update(Call call, Record record, JsonObject changes) => Check(call, changes, record);

    [Behavior(
        "A model turns text into a filter, which is stored with save only; the name then must be new (422)",
        Evidence.Documented,
        "published spec 2026-08, contact filters"
    )]
    [Behavior("Missing or blank text answers 400", Evidence.Documented, "published spec 2026-08, contact filters")]
    [Behavior(
        "The emulator has no model: an e-mail address in the text is looked for, else names that start with its last word",
        Evidence.Assumed,
        "a result that is always the same"
    )]
    public static OperationResult? Generate(Call call, Record? member)
    {
        var text = (call.Sent["text"] as JsonValue)?.ToString().Trim() ?? "";
        if (text.Length == 0)
        {
            throw ApiProblem.BadRequest("param is missing or the value is empty: text");
        }

        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var email = Array.Find(words, word => word.Contains('@', StringComparison.Ordinal));
        var criterion = email is null
            ? new JsonObject
            {
                ["attribute"] = "first_name",
                ["clause"] = "sw",
                ["value"] = words[^1],
            }
            : new JsonObject
            {
                ["attribute"] = "email_address",
                ["clause"] = "eq",
                ["value"] = email,
            };
        var fields = new JsonObject
        {
            ["conjunction"] = "and",
            ["criteria"] = new JsonArray(criterion),
            ["filter_class"] = SavedFilters.Class,
        };
        if (call.Sent["save"]?.ToString() != "true")
        {
            return new OperationResult(Shown(fields, null));
        }

        fields["name"] = call.Sent["name"]?.DeepClone();
        Check(call, fields, null);
        call.Problems.ThrowIfAny();
        var record = call.Insert("RefineFilter", fields);
        return new OperationResult(Shown(record.Fields, record));
    }

    [Behavior("stable_id is made anew when a saved filter is read", Evidence.Documented, "published spec 2026-08, contact filters")]
    public static OperationResult? Get(Call call, Record? member) => new(Shown(member!.Fields, member));

    private static JsonObject Shown(JsonObject fields, Record? record) =>
        new()
        {
            ["id"] = record?.Id,
            ["public_id"] = record?.PublicId,
            ["workspace_id"] = record?.WorkspaceId,
            ["name"] = record?.Text("name"),
            ["stable_id"] = SavedFilters.StableId(fields),
            ["filter"] = new JsonObject
            {
                ["conjunction"] = fields["conjunction"]?.DeepClone(),
                ["criteria"] = fields["criteria"]?.DeepClone(),
            },
        };

    private static void Check(Call call, JsonObject draft, Record? self)
    {
        if (draft["criteria"] is JsonArray { Count: 0 })
        {
            throw ApiProblem.Refused("criteria must contain at least one entry");
        }

        if (Text(draft, "name") is { } name)
        {
            call.Problems.Require(
                !call.InWorkspace("RefineFilter").Any(one => one != self && one.Text("name") == name),
                "Name has already been taken"
            );
        }
    }
}
