using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VerifyLive;

/// <summary>Checks of saved filters and their results.</summary>
internal static partial class FilterChecks
{
    private const string Results = "results";
    private const int LargestMaxBytes = 4_194_304;
    private const int PagesToCompare = 5;
    private const int Rounds = 3;

    public static async Task<Outcome> QueryAsync(CheckContext run)
    {
        var id = await ContactFilterAsync(run);
        (string Label, (string, string)[] Query)[] forms =
        [
            ("results[fields][]=id&results[limit]=1", [("results[fields][]", "id"), ("results[limit]", "1")]),
            ("results[fields]=id", [("results[fields]", "id")]),
            ("results=true", [(Results, "true")]),
            ("results as JSON", [(Results, """{"fields":["id"]}""")]),
        ];
        var accepted = new List<string>();
        foreach (var (label, query) in forms)
        {
            var reply = await run.SendAsync(Checks.GetFilter, [id], query);
            run.Note($"{label}: status {reply.Status}, results {run.Shape.Of(ResultsOf(reply))}");
            if (IsRows(ResultsOf(reply)))
            {
                accepted.Add(label);
            }
        }

        return Outcome.Of(
            accepted.Contains(forms[0].Label),
            "The assumed form returns results.",
            accepted.Count == 0 ? "No form returns results." : "Another form returns results; see the notes."
        );
    }

    public static async Task<Outcome> BodyAsync(CheckContext run)
    {
        var asked = new JsonObject { ["fields"] = new JsonArray("id") };
        var beside = await CreateFilterAsync(run, NobodyOf(run), asked);
        run.Note($"beside refine_filter, creation: status {beside.Status}, results {run.Shape.Of(ResultsOf(beside))}");
        if (!beside.IsSuccess)
        {
            return Outcome.Failed($"The creation returned status {beside.Status}.");
        }

        var body = new JsonObject { ["refine_filter"] = new JsonObject { ["criteria"] = new JsonArray(NobodyOf(run)) } };
        var query = await run.SendAsync(Checks.UpdateFilter, [beside.Id], [("results[fields][]", "id")], body.DeepClone());
        run.Note($"query of the update: status {query.Status}, results {run.Shape.Of(ResultsOf(query))}");
        body["refine_filter"]![Results] = asked.DeepClone();
        var inside = await run.SendAsync(Checks.UpdateFilter, [beside.Id], body: body);
        run.Note($"inside refine_filter, update: status {inside.Status}, results {run.Shape.Of(ResultsOf(inside))}");
        return Outcome.Of(IsRows(ResultsOf(query)), "The query returns results.", "The query returns no results; see the notes.");
    }

    public static async Task<Outcome> OrderFieldsAsync(CheckContext run)
    {
        var id = run.Settings.OrderFilter ?? await FirstFilterAsync(run, "OrdersFilter", "order", "--order-filter");
        var reply = await run.SendAsync(Checks.GetFilter, [id], [("results[fields][]", "verify_live_unknown")]);
        var fields = FieldsNamed(reply, run.Contract.Properties("Order"));
        run.Note($"status {reply.Status}; fields of an order that the error names: {Listed(fields)}");
        return reply.Status != 422 ? Outcome.Differs($"An unknown field returns status {reply.Status}, not 422.")
            : fields.Count == 0 ? Outcome.Unknown("The error does not list the fields.")
            : Outcome.Of(fields.Contains("id"), "The error lists the fields.", "The error lists fields without id.");
    }

    public static async Task<Outcome> EndAsync(CheckContext run)
    {
        var filter = await MadeFilterAsync(run, NobodyOf(run));
        var reply = await run.GetAsync(Checks.GetFilter, [filter], ("results[fields][]", "id"));
        if (ResultsOf(reply) is not { } results)
        {
            return Outcome.Differs("There are no results.");
        }

        run.Note($"results: {run.Shape.Of(results)}");
        if (IsTrue(results["truncated"]))
        {
            return Outcome.Differs("The results of a filter without records are truncated.");
        }

        string[] names = ["stop_reason", "next_after", "guidance"];
        foreach (var name in names.Where(results.ContainsKey))
        {
            run.Note($"{name} is {(results[name] is null ? "null" : "a value")}");
        }

        return Outcome.Of(
            results.ContainsKey("truncated") && !names.Any(results.ContainsKey),
            "The keys are missing.",
            "Keys are there that are assumed to be missing, or the reverse; see the notes."
        );
    }

    public static async Task<Outcome> RecordBudgetAsync(CheckContext run)
    {
        var id = await ContactFilterAsync(run);
        var reply = await run.GetAsync(
            Checks.GetFilter,
            [id],
            ("results[fields][]", "id"),
            ("results[fields][]", "email_address"),
            ("results[max_bytes]", "1")
        );
        if (ResultsOf(reply) is not { } results)
        {
            return Outcome.Unknown("There are no results; see results-query.");
        }

        var rows = RowsOf(results);
        var reason = run.Shape.Value(results["stop_reason"], "FilterResultsStopReason");
        run.Note($"stop_reason: {reason}; rows: {(rows.Count == 0 ? "none" : "some")}; {run.Shape.Of(results)}");
        return !IsTrue(results["truncated"]) && rows.Count == 0 ? Outcome.Unknown("The filter matches no contact.")
            : reason != "record_exceeds_budget" ? Outcome.Differs($"The stop reason is {reason}.")
            : Outcome.Of(
                rows.Count == 0 && results["next_after"] is null,
                "There are no rows and no cursor.",
                "There are rows or a cursor; see the notes."
            );
    }

    public static async Task<Outcome> EveryoneAsync(CheckContext run)
    {
        var filter = await MadeFilterAsync(run, Criterion("created_at", "gte", "2000-01-01"));
        var reply = await run.GetAsync(Checks.GetFilter, [filter], ("results[count]", "true"), ("results[limit]", "1"));
        if (ResultsOf(reply) is not { } results || !TryNumber(results["count"], out var counted))
        {
            return Outcome.Unknown("There is no count.");
        }

        long listed = 0;
        string? after = null;
        for (var page = 0; page < PagesToCompare; page++)
        {
            var list = await run.GetAsync(Checks.ListContacts, [], after is null ? [] : [("after", after)]);
            listed += list.Items.Count;
            if (list.Items.Count == 0)
            {
                return listed == 0 && counted == 0
                    ? Outcome.Unknown("The workspace has no contacts.")
                    : Outcome.Of(counted == listed, "The count is that of the list.", "The count is not that of the list.");
            }

            after = list.Items[^1]["id"]?.ToString();
        }

        return counted < listed
            ? Outcome.Differs("The count is smaller than the list.")
            : Outcome.Unknown("The list has too many contacts to compare, but the count is not smaller than its first pages.");
    }

    public static async Task<Outcome> RowsPerCallAsync(CheckContext run)
    {
        var id = await ContactFilterAsync(run);
        var reply = await run.SendAsync(
            Checks.GetFilter,
            [id],
            [
                ("results[fields][]", "id"),
                ("results[fields][]", "email_address"),
                ("results[limit]", "1000000"),
                ("results[max_bytes]", LargestMaxBytes.ToString(CultureInfo.InvariantCulture)),
            ]
        );
        if (ResultsOf(reply) is not { } results)
        {
            run.Note("response", reply);
            return reply.IsSuccess
                ? Outcome.Unknown("There are no results.")
                : Outcome.Differs($"The call returned status {reply.Status}.");
        }

        var reason = run.Shape.Value(results["stop_reason"], "FilterResultsStopReason");
        var power = RowsOf(results).Count.ToString(CultureInfo.InvariantCulture).Length;
        run.Note($"{reply.Time.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture)} s; rows: a number with {power} digits; {reason}");
        run.Note($"max_bytes is {(TryNumber(results["max_bytes"], out var most) && most == LargestMaxBytes ? "" : "not ")}4194304");
        return !IsTrue(results["truncated"])
            ? Outcome.Unknown("The filter has too few contacts: they fit into one call.")
            : Outcome.Of(reason == "byte_budget", "The byte budget ended the call.", $"The call ended with {reason}.");
    }

    public static async Task<Outcome> SharedLimitAsync(CheckContext run)
    {
        var id = await ContactFilterAsync(run);
        for (var round = 0; round < Rounds; round++)
        {
            var replies = await Task.WhenAll(
                run.SendAsync(Checks.GetFilter, [id], [("results[fields][]", "id"), ("results[limit]", "10000")]),
                run.SendAsync(Checks.GetFilter, [id], [("results[fields][]", "id"), ("results[limit]", "10000")]),
                run.SendAsync(Checks.ListContacts, query: [("stored_filter_id", id)]),
                run.SendAsync(Checks.ListContacts, query: [("stored_filter_id", id)])
            );
            run.Note($"results: {replies[0].Status}, {replies[1].Status}; lists: {replies[2].Status}, {replies[3].Status}");
            if (Array.Find(replies, static reply => reply.Status == 429) is { } refused)
            {
                run.Note("refused", refused);
                return Outcome.Of(
                    refused.RetryAfter is not null && refused.Json is JsonObject body && body.ContainsKey("retry_after"),
                    "Two of each at once are refused, with the time to wait.",
                    "Two of each at once are refused, without the time to wait in header and body."
                );
            }
        }

        return Outcome.Unknown("No read was refused: the limit is not shared, or the reads were too fast to overlap.");
    }

    public static async Task<Outcome> RowOrderAsync(CheckContext run)
    {
        var id = await ContactFilterAsync(run);
        var reply = await run.GetAsync(Checks.GetFilter, [id], ("results[fields][]", "id"), ("results[limit]", "2"));
        var results = ResultsOf(reply);
        var ids = results is null
            ? []
            : RowsOf(results).Select(static row => TryNumber((row as JsonArray)?[0], out var one) ? one : -1).ToList();
        if (ids.Count < 2 || results!["next_after"] is not { } next)
        {
            return Outcome.Unknown("The filter matches fewer than three contacts.");
        }

        var isAscending = ids[0] < ids[1] && ids[0] >= 0;
        var isLast = next.ToString() == ids[^1].ToString(CultureInfo.InvariantCulture);
        run.Note($"ascending: {isAscending}; next_after is the last id: {isLast}; next_after: {run.Shape.Of(next)}");
        return Outcome.Of(isAscending && isLast, "Both hold.", "One does not hold; see the notes.");
    }

    public static async Task<Outcome> PluralAsync(CheckContext run)
    {
        var reply = await run.SendAsync(Checks.ListContacts, query: [("filters[stored_filter_id]", "0")]);
        run.Note($"status {reply.Status}");
        return Outcome.Of(reply.Status == 400, "It is refused with 400.", $"It returns status {reply.Status}.");
    }

    /// <summary>Creates a filter that no contact matches, which is removed at the end of the check.</summary>
    public static Task<string> NobodyAsync(CheckContext run) => MadeFilterAsync(run, NobodyOf(run));

    /// <summary>The fields that an error names. Only fields of the contract count, so that no other text gets through.</summary>
    public static IReadOnlyList<string> FieldsNamed(Reply reply, IReadOnlyList<string> known)
    {
        var text = reply.Json?.ToJsonString() ?? "";

        // The sentence before the list has words such as "order", which are not fields there.
        var list = text[(text.LastIndexOf(':') + 1)..];
        return [.. Word().Matches(list).Select(static match => match.Value).Where(known.Contains).Distinct()];
    }

    public static string Listed(IReadOnlyList<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);

    [GeneratedRegex("[a-z][a-z0-9_]*")]
    private static partial Regex Word();

    private static async Task<string> ContactFilterAsync(CheckContext run) =>
        run.Settings.Filter ?? await FirstFilterAsync(run, "ContactsFilter", "contact", "--filter");

    private static async Task<string> FirstFilterAsync(CheckContext run, string kind, string name, string option)
    {
        var list = await run.GetAsync(Checks.ListFilters);
        return list.Items.FirstOrDefault(filter => filter["filter_class"]?.ToString() == kind)?["id"]?.ToString()
            ?? throw new CheckEndedException(
                Outcome.Skipped($"It needs a saved {name} filter. Create one in ClickFunnels, or name it by {option}.")
            );
    }

    private static async Task<string> MadeFilterAsync(CheckContext run, JsonObject criterion)
    {
        var made = await CreateFilterAsync(run, criterion, null);
        if (!made.IsSuccess || made.Id.Length == 0)
        {
            run.Note("creation", made);
            throw new CheckEndedException(Outcome.Differs($"A filter could not be created: status {made.Status}."));
        }

        return made.Id;
    }

    private static Task<Reply> CreateFilterAsync(CheckContext run, JsonObject criterion, JsonObject? results)
    {
        var body = new JsonObject
        {
            ["refine_filter"] = new JsonObject { ["name"] = run.Mark, ["criteria"] = new JsonArray(criterion) },
        };
        if (results is not null)
        {
            body[Results] = results.DeepClone();
        }

        return run.CreateAsync(Checks.CreateFilter, Checks.DeleteFilter, body, list: Checks.ListFilters);
    }

    private static JsonObject NobodyOf(CheckContext run) =>
        Criterion("email_address", "eq", run.Mark.Replace(' ', '.') + "@example.invalid");

    private static JsonObject Criterion(string attribute, string clause, string value) =>
        new()
        {
            ["attribute"] = attribute,
            ["clause"] = clause,
            ["value"] = value,
        };

    private static JsonObject? ResultsOf(Reply reply) => reply.IsSuccess ? (reply.Json as JsonObject)?[Results] as JsonObject : null;

    private static JsonArray RowsOf(JsonObject results) => results["rows"] as JsonArray ?? [];

    private static bool IsRows(JsonObject? results) =>
        results?["rows"] is JsonArray rows && rows.All(static row => row is JsonArray) && results["fields"] is JsonArray;

    private static bool IsTrue(JsonNode? node) => node?.GetValueKind() == JsonValueKind.True;

    private static bool TryNumber(JsonNode? node, out long number)
    {
        number = 0;
        return node is JsonValue value && value.TryGetValue(out number);
    }
}
