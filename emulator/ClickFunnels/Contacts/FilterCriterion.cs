using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>One criterion of a filter: an attribute, a clause and a value.</summary>
internal static class FilterCriterion
{
    private const string DateFormat = "yyyy-MM-dd";
    private static readonly string[] Text = ["eq", "sw"];
    private static readonly string[] Flag = ["eq", "dne"];
    private static readonly string[] Date = ["eq", "dne", "gt", "lt", "gte", "lte", "exct", "btwn", "nbtwn", "st", "nst"];
    private static readonly string[] Tags = ["eq", "dne", "in", "nin"];
    private static readonly string[] Suppression = ["st", "nst", "eq", "in"];
    private static readonly string[] Event = ["eq", "in"];
    private static readonly string[] Any = [.. Text, .. Date, "in", "nin", "cont", "ew"];

    // Attributes that requests may use, with their clauses.
    private static readonly Dictionary<string, string[]> Writable = new(StringComparer.Ordinal)
    {
        ["email_address"] = Text,
        ["first_name"] = Text,
        ["last_name"] = Text,
        ["anonymous"] = Flag,
        ["created_at"] = Date,
        ["unsubscribed_at"] = Date,
        ["last_activity"] = Date,
        ["tags.id"] = Tags,
        ["email_suppression"] = Suppression,
        ["received_broadcast"] = Event,
        ["opened_broadcast"] = Event,
        ["clicked_broadcast"] = Event,
        ["opted_in_funnel_step"] = Event,
        ["opted_in_funnel_at"] = Event,
        ["opted_in_on_standalone_page"] = Event,
    };

    // The field of the record, where it has another name.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["tags.id"] = "tag_ids",
        ["email_suppression"] = "email_suppression_reason",
    };

    /// <summary>Returns the problem of a criterion that a request may not have; null for none.</summary>
    [Behavior(
        "Requests may use a list of attributes and clauses only; anything else returns 422",
        Evidence.Documented,
        "vendor skill, refine filters, 2026-10; the wording, and the clauses of dates and affiliates, are assumed"
    )]
    [Behavior(
        "Criteria about broadcasts and opt-ins need an id",
        Evidence.Documented,
        "vendor skill, refine filters, 2026-10; the status 422 is assumed"
    )]
    public static string? Problem(JsonObject criterion)
    {
        var attribute = AttributeOf(criterion);
        var clauses =
            attribute.StartsWith("affiliate", StringComparison.Ordinal) ? Any
            : Writable.TryGetValue(attribute, out var known) ? known
            : null;
        return clauses is null ? $"attribute {attribute} is not supported"
            : !clauses.Contains(criterion.Text("clause")) ? $"clause is not supported for {attribute}"
            : clauses == Event && ValuesOf(criterion).Count == 0 ? $"{attribute} needs an id"
            : Relative(criterion) is { } relative && !IsRelative(criterion, relative, clauses)
                ? $"value of {attribute} is not a relative date"
            : null;
    }

    /// <summary>Returns a criterion as the service keeps it.</summary>
    [Behavior(
        "Filters come back normalized: choices as lists, and dates without their time",
        Evidence.Documented,
        "vendor skill, refine filters, 2026-10"
    )]
    public static JsonObject Normalize(JsonObject criterion)
    {
        var kept = (JsonObject)criterion.DeepClone();
        if (kept["value"] is not { } value || value is JsonObject || !Writable.TryGetValue(AttributeOf(kept), out var clauses))
        {
            return kept;
        }

        if (clauses == Date)
        {
            kept["value"] = value is JsonArray dates
                ? new JsonArray([.. dates.Select(one => (JsonNode)DateText(one?.ToString() ?? ""))])
                : DateText(value.ToString());
        }
        else if (clauses == Tags || clauses == Suppression || clauses == Event)
        {
            kept["value"] = value is JsonArray ? value.DeepClone() : new JsonArray(value.DeepClone());
        }

        return kept;
    }

    /// <summary>Returns true if a record matches the criterion.</summary>
    [Behavior("Criteria about data that the emulator does not store match every record", Evidence.Assumed, "the attributes are many")]
    public static bool Holds(JsonObject criterion, Record record, DateTimeOffset now)
    {
        var attribute = AttributeOf(criterion);
        var field = Fields.GetValueOrDefault(attribute, attribute);
        var clause = criterion.Text("clause");
        if (field == "id")
        {
            return Compares(clause, [Number(record.Id)], ValuesOf(criterion));
        }

        if (!record.Fields.TryGetPropertyValue(field, out var stored) && !Writable.ContainsKey(attribute))
        {
            return true;
        }

        if (!record.Fields.ContainsKey(field) && field is not ("tag_ids" or "email_suppression_reason" or "unsubscribed_at" or "anonymous"))
        {
            return true;
        }

        if (
            clause is not ("st" or "nst")
            && (Writable.GetValueOrDefault(attribute) == Date || field.EndsWith("_at", StringComparison.Ordinal))
        )
        {
            return IsWithin(clause, DayOf(stored?.ToString()), criterion, now);
        }

        return field switch
        {
            "anonymous" => Compares(clause, [FlagText(stored?.ToString())], ValuesOf(criterion).ConvertAll(FlagText)),
            "tag_ids" => Compares(clause, Texts(stored), ValuesOf(criterion).ConvertAll(IdText)),
            _ => Compares(clause, Texts(stored), ValuesOf(criterion)),
        };
    }

    private static bool Compares(string? clause, List<string> stored, List<string> wanted)
    {
        var equal = stored.Exists(text => wanted.Contains(text, StringComparer.OrdinalIgnoreCase));
        return clause switch
        {
            "eq" or "in" or "equals" => equal,
            "dne" or "nin" => !equal,
            "sw" => stored.Exists(text => wanted.Exists(start => text.StartsWith(start, StringComparison.OrdinalIgnoreCase))),
            "ew" => stored.Exists(text => wanted.Exists(end => text.EndsWith(end, StringComparison.OrdinalIgnoreCase))),
            "cont" or "ct" => stored.Exists(text => wanted.Exists(part => text.Contains(part, StringComparison.OrdinalIgnoreCase))),
            "st" => stored.Count > 0,
            "nst" => stored.Count == 0,
            _ => true,
        };
    }

    [Behavior(
        "Relative dates count days: lt 30 ago is within the last 30 days, gt 30 ago before that, exct 30 ago on that day",
        Evidence.Documented,
        "vendor skill, refine filters, 2026-10; that days are those of UTC is assumed"
    )]
    [Behavior("Dates are whole days of UTC, and btwn holds both of its ends", Evidence.Assumed, "not published")]
    private static bool IsWithin(string? clause, DateOnly? day, JsonObject criterion, DateTimeOffset now)
    {
        if (day is not { } date)
        {
            return clause is "dne" or "nbtwn";
        }

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (Relative(criterion) is { } relative)
        {
            var isAgo = relative.Text("modifier") == "ago";
            var days = int.TryParse(relative["days"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : 0;
            var distance = isAgo ? today.DayNumber - date.DayNumber : date.DayNumber - today.DayNumber;
            return clause switch
            {
                "lt" => distance >= 0 && distance < days,
                "gt" => distance > days,
                "exct" => distance == days,
                _ => true,
            };
        }

        var dates = ValuesOf(criterion).ConvertAll(DayOf);
        if (dates.Contains(null) || dates.Count < (clause is "btwn" or "nbtwn" ? 2 : 1))
        {
            return true;
        }

        return clause switch
        {
            "eq" or "exct" or "in" => dates.Contains(date),
            "dne" or "nin" => !dates.Contains(date),
            "gt" => date > dates[0],
            "gte" => date >= dates[0],
            "lt" => date < dates[0],
            "lte" => date <= dates[0],
            "btwn" => date >= dates[0] && date <= dates[1],
            "nbtwn" => date < dates[0] || date > dates[1],
            _ => true,
        };
    }

    private static bool IsRelative(JsonObject criterion, JsonObject relative, string[] clauses) =>
        clauses == Date
        && criterion.Text("clause") is "gt" or "lt" or "exct"
        && relative.Text("modifier") is "ago" or "from_now"
        && int.TryParse(relative["days"]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    private static string AttributeOf(JsonObject criterion)
    {
        var attribute = criterion.Text("attribute") ?? "";
        return attribute.StartsWith("contact.", StringComparison.Ordinal) ? attribute["contact.".Length..] : attribute;
    }

    private static JsonObject? Relative(JsonObject criterion) => criterion["value"] as JsonObject;

    private static List<string> ValuesOf(JsonObject criterion) => Texts(criterion["value"]);

    private static List<string> Texts(JsonNode? node) =>
        node switch
        {
            JsonArray list => list.Select(item => item?.ToString() ?? "").ToList(),
            JsonValue one => [one.ToString()],
            _ => [],
        };

    private static string FlagText(string? text) => text is "1" or "true" ? "true" : "false";

    // Criteria may name tags by either id.
    private static string IdText(string text) =>
        !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _) && PublicIdCode.TryDecode(text, out var id)
            ? Number(id)
            : text;

    private static string Number(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static string DateText(string text) => DayOf(text) is { } day ? day.ToString(DateFormat, CultureInfo.InvariantCulture) : text;

    private static DateOnly? DayOf(string? text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? DateOnly.FromDateTime(time.UtcDateTime)
            : null;
}
