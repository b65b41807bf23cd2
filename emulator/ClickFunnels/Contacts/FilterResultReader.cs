using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Rows of the records that match a filter, within a budget of rows, bytes and time.</summary>
internal static class FilterResultReader
{
    public const string Name = "results";
    private const int DefaultLimit = 500;
    private const int DefaultMaxBytes = 3_072;
    private const int LargestMaxBytes = 4_194_304;

    /// <summary>Returns the results that a call asks for; null if it asks for none.</summary>
    /// <param name="call">The call.</param>
    /// <param name="filter">Fields of the filter.</param>
    [Behavior(
        "results is true, or an object with fields, count, limit, after and max_bytes: in the query as results[limit]=5, or in the body",
        Evidence.Assumed,
        "vendor skill, refine filters, 2026-10, documents the object; its encoding in a query is not published"
    )]
    public static JsonObject? Of(Call call, JsonObject filter) =>
        Asked(call) is { } asked ? Read(call, filter, Request.Of(asked, SchemaOf(call, filter))) : null;

    private static JsonObject? Asked(Call call)
    {
        var asked = new JsonObject();
        var isAsked = false;
        foreach (var (key, value) in call.Query.Pairs.Where(pair => pair.Key.Split('[')[0] == Name))
        {
            isAsked |= key != Name || value is "true" or "1";
            if (key == "results[fields][]")
            {
                asked.TryAdd("fields", new JsonArray());
                asked["fields"]!.AsArray().Add((JsonNode?)value);
            }
            else if (key.Length > Name.Length + 2)
            {
                asked[key[(Name.Length + 1)..^1]] = value;
            }
        }

        return call.Sent[Name] switch
        {
            JsonObject sent => sent,
            JsonValue flag when flag.ToString() == "true" => asked,
            _ => isAsked ? asked : null,
        };
    }

    [Behavior(
        "Filters of other classes than contacts and orders have no results (422)",
        Evidence.Documented,
        "vendor skill, refine filters, 2026-10"
    )]
    private static (string Resource, ContractSchema Row) SchemaOf(Call call, JsonObject filter) =>
        filter.Text("filter_class") switch
        {
            SavedFilters.Class or null => ("Contact", call.Platform.Contract.Schema("ContactRow")),
            SavedFilters.OrdersClass => ("Order", call.Platform.Contract.Schema("Order")),
            _ => throw ApiProblem.Refused("results are supported for contacts and orders only"),
        };

    private static JsonObject Read(Call call, JsonObject filter, Request request)
    {
        var records = call.InWorkspace(request.Resource).Where(record => !record.IsRedacted).OrderBy(record => record.Id).ToList();
        var page = new Page(call, request);
        foreach (var record in records.Where(record => record.Id > request.After))
        {
            if (!page.TryAdd(record, SavedFilters.Accepts(filter, record, call.Time)))
            {
                break;
            }
        }

        var results = page.ToJson(() => records.Count(record => SavedFilters.Accepts(filter, record, call.Time)));
        if (request.Count)
        {
            Count(call, results, records.Count(record => SavedFilters.Accepts(filter, record, call.Time)));
        }

        return results;
    }

    [Behavior(
        "count is the number of all matches, a floor with count_capped_at beyond a limit, or missing with count_unavailable_reason",
        Evidence.Documented,
        "vendor skill, refine filters, 2026-10; the limit is that of the statistics"
    )]
    private static void Count(Call call, JsonObject results, int count)
    {
        if (call.Reads.CountsTooSlowly)
        {
            results["count_unavailable_reason"] = "Counting the records ran out of time";
        }
        else if (count > call.Reads.CountLimit)
        {
            results["count"] = call.Reads.CountLimit;
            results["count_capped_at"] = call.Reads.CountLimit;
        }
        else
        {
            results["count"] = count;
        }
    }

    /// <summary>The query of a call.</summary>
    private sealed record Request(
        string Resource,
        ContractSchema Row,
        IReadOnlyList<string> Fields,
        bool Count,
        long Limit,
        long MaxBytes,
        long After
    )
    {
        [Behavior(
            "Without an object, rows have the id alone, at most 500 of them and 3,072 bytes; max_bytes above 4,194,304 counts as that",
            Evidence.Documented,
            "vendor skill, refine filters, 2026-10"
        )]
        [Behavior(
            "A limit or max_bytes of 0 or less, and one that is not a number, return 422",
            Evidence.Documented,
            "vendor skill, refine filters, 2026-10; for texts it is assumed"
        )]
        [Behavior("An after that is not a number returns 422", Evidence.Assumed, "not published")]
        public static Request Of(JsonObject asked, (string Resource, ContractSchema Row) kind) =>
            new(
                kind.Resource,
                kind.Row,
                FieldsOf(asked, kind),
                asked["count"]?.ToString() is "true" or "1",
                Positive(asked, "limit", DefaultLimit),
                Math.Min(Positive(asked, "max_bytes", DefaultMaxBytes), LargestMaxBytes),
                asked["after"] is null ? 0 : Number(asked, "after") ?? throw ApiProblem.Refused("results.after is not a cursor")
            );

        [Behavior(
            "An unknown field returns 422, which names the field and those that exist; the fields of contacts are those of ContactRow",
            Evidence.Documented,
            "vendor skill, refine filters, 2026-10; that the error lists them is assumed"
        )]
        [Behavior(
            "The fields of orders are those of the record that hold a single value",
            Evidence.Assumed,
            "the vendor does not list them"
        )]
        private static List<string> FieldsOf(JsonObject asked, (string Resource, ContractSchema Row) kind)
        {
            var allowed = kind
                .Row.Properties.Where(property =>
                    property.Value.Schema.Kind is SchemaKind.Integer or SchemaKind.Number or SchemaKind.String or SchemaKind.Boolean
                )
                .Select(property => property.Key)
                .ToList();
            var fields = asked["fields"] switch
            {
                JsonArray list => list.Select(item => item?.ToString() ?? "").ToList(),
                JsonValue one => [one.ToString()],
                _ => ["id"],
            };
            var unknown = fields.Except(allowed).ToList();
            return unknown.Count > 0
                    ? throw ApiProblem.Refused(
                        $"Unknown results.fields for {kind.Resource.ToLowerInvariant()}: {string.Join(", ", unknown)}. Allowed: "
                            + string.Join(", ", allowed)
                    )
                : fields.Count == 0 ? ["id"]
                : fields;
        }

        private static long Positive(JsonObject asked, string name, long usual) =>
            asked[name] is null ? usual
            : Number(asked, name) is > 0 and var number ? number
            : throw ApiProblem.Refused($"results.{name} must be greater than 0");

        private static long? Number(JsonObject asked, string name) =>
            long.TryParse(asked[name]!.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? number
                : null;
    }

    /// <summary>The rows of one response, until a budget is used up.</summary>
    private sealed class Page(Call call, Request request)
    {
        private readonly JsonArray _rows = [];
        private int _looked;
        private int _bytes;
        private int _widest;
        private long _last = request.After;
        private string? _stop;

        /// <summary>Adds a record if it matches; false when the page ends before it.</summary>
        [Behavior(
            "Rows stop at the limit, at the bytes, at a record that alone is larger, or when the time is over; next_after continues",
            Evidence.Documented,
            "vendor skill, refine filters, 2026-10"
        )]
        [Behavior(
            "Rows are sorted by ascending id, and next_after is the id of the last one",
            Evidence.Assumed,
            "the vendor's example does so"
        )]
        [Behavior(
            "When the time is over, next_after is the last record that was looked at, also without rows",
            Evidence.Assumed,
            "not published; the cursor then always advances"
        )]
        [Behavior("The cost of a row is its length as JSON, with the comma", Evidence.Assumed, "the vendor calls it an estimate")]
        public bool TryAdd(Record record, bool matches)
        {
            if (call.Reads.RecordsInTime is { } maximum && _looked == maximum)
            {
                _stop = "time_budget";
                return false;
            }

            if (matches)
            {
                if (_rows.Count == request.Limit)
                {
                    _stop = "row_limit";
                    return false;
                }

                var row = new JsonArray([.. request.Fields.Select(field => ValueOf(record, field))]);
                var cost = Encoding.UTF8.GetByteCount(row.ToJsonString()) + 1;
                if (_bytes + cost > request.MaxBytes)
                {
                    _stop = _rows.Count == 0 ? "record_exceeds_budget" : "byte_budget";
                    return false;
                }

                _rows.Add((JsonNode)row);
                _bytes += cost;
                _widest = Math.Max(_widest, cost);
            }

            _looked++;
            _last = record.Id;
            return true;
        }

        [Behavior("A record that alone is larger than the budget leaves no rows and no next_after", Evidence.Assumed, "not published")]
        [Behavior(
            "suggested_max_bytes is there if all matches fit into one response by the widest row so far",
            Evidence.Documented,
            "vendor skill, refine filters, 2026-10"
        )]
        public JsonObject ToJson(Func<int> matches)
        {
            var results = new JsonObject
            {
                ["fields"] = new JsonArray([.. request.Fields.Select(field => (JsonNode)field)]),
                ["rows"] = _rows,
                ["truncated"] = _stop is not null,
                ["bytes"] = _bytes,
                ["bytes_per_record"] = _rows.Count == 0 ? 0 : (_bytes + _rows.Count - 1) / _rows.Count,
                ["max_bytes"] = request.MaxBytes,
            };
            if (_stop is null)
            {
                return results;
            }

            results["stop_reason"] = _stop;
            if (_stop != "record_exceeds_budget")
            {
                results["next_after"] = _last.ToString(CultureInfo.InvariantCulture);
            }

            if (_stop == "byte_budget" && (long)_widest * matches() is <= LargestMaxBytes and var all)
            {
                results["suggested_max_bytes"] = all;
            }

            results["guidance"] = _stop switch
            {
                "row_limit" => "Raise limit, or continue with next_after.",
                "byte_budget" => "Raise max_bytes, ask for fewer fields, or continue with next_after.",
                "record_exceeds_budget" => "Ask for fewer fields, or raise max_bytes.",
                _ => "Continue with next_after, or narrow the filter.",
            };
            return results;
        }

        [Behavior("Values look as in the record itself", Evidence.Documented, "vendor skill, refine filters, 2026-10")]
        private JsonNode? ValueOf(Record record, string field) =>
            call.ValueOf(record, field) switch
            {
                null => null,
                JsonNode node => WireValue.Fit(request.Row.Properties[field].Schema, node)?.DeepClone(),
                string text => JsonValue.Create(text),
                bool flag => JsonValue.Create(flag),
                long whole => JsonValue.Create(whole),
                int whole => JsonValue.Create(whole),
                decimal number => JsonValue.Create(number),
                double number => JsonValue.Create(number),
                var value => throw new InvalidOperationException($"The field {field} has a value of the type {value.GetType().Name}."),
            };
    }
}
