using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VerifyLive;

/// <summary>Checks of records other than filters, and of tokens.</summary>
internal static class RecordChecks
{
    public const string ListEndpoints = "GET /workspaces/{workspace_id}/webhooks/incoming/external_purchase_endpoints";
    public const string DeleteEndpoint = "DELETE /webhooks/incoming/external_purchase_endpoints/{id}";
    private const int Polls = 40;
    private static readonly TimeSpan Move = TimeSpan.FromHours(1);
    private static readonly string[] ExportFields = ["email_address", "first_name", "last_name", "unsubscribed_at"];

    private static readonly string[] TokenFields =
    [
        "access_token",
        "token_type",
        "expires_in",
        "refresh_token",
        "scope",
        "created_at",
        "team_id",
        "team_name",
        "workspace_id",
        "workspace_name",
        "workspace_url",
    ];

    public static async Task<Outcome> ExportAsync(CheckContext run)
    {
        const string Create = "POST /workspaces/{workspace_id}/contacts/export_actions";
        const string Delete = "DELETE /contacts/export_actions/{id}";
        var filter = await FilterChecks.NobodyAsync(run);
        var refused = await run.CreateAsync(Create, Delete, Export(filter, "verify_live_unknown"));
        var named = FilterChecks.FieldsNamed(refused, run.Contract.Properties("Contact"));
        run.Note($"unknown field: status {refused.Status}; fields of a contact that the error names: {FilterChecks.Listed(named)}");

        var action = await run.CreateAsync(Create, Delete, Export(filter, ExportFields));
        if (!action.IsSuccess)
        {
            return Outcome.Differs($"An export of documented fields returned status {action.Status}.");
        }

        for (var poll = 0; poll < Polls && (action.Json as JsonObject)?["completed_at"] is null; poll++)
        {
            await Task.Delay(run.Settings.PollDelay, run.CancellationToken);
            action = await run.GetAsync("GET /contacts/export_actions/{id}", [action.Id]);
        }

        run.Note($"action: {run.Shape.Of(action.Json)}");
        var file = await run.DownloadAsync((action.Json as JsonObject)?["file_url"]?.ToString());
        return file is null ? Outcome.Unknown("The file could not be read without a token.") : Dialect(run, file);
    }

    public static async Task<Outcome> EventValuesAsync(CheckContext run)
    {
        var endpoints = await run.GetAsync(ListEndpoints);
        if (endpoints.Items.Count == 0)
        {
            return Outcome.Skipped("The workspace has no external purchase endpoint.");
        }

        var providers = endpoints.Items.Select(one => run.Shape.Value(one["provider"], "ExternalPurchaseProvider")).Distinct().ToList();
        run.Note($"provider: {string.Join(", ", providers)}");
        var events = new List<JsonObject>();
        foreach (var endpoint in endpoints.Items.Take(5))
        {
            events.AddRange(
                (await run.GetAsync("GET /webhooks/incoming/external_purchase_endpoints/{id}/events", [endpoint["id"]!.ToString()])).Items
            );
        }

        if (events.Count == 0)
        {
            return Outcome.Unknown("The endpoints have no events.");
        }

        var values = events
            .Select(one => run.Shape.Value(one["processing_status"], "ExternalPurchaseProcessingStatus"))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        run.Note(
            $"processing_status: {string.Join(", ", values)}; payload in lists: {events.Exists(static one => one.ContainsKey("payload"))}"
        );
        return Outcome.Of(
            !values.Contains("another value") && !providers.Contains("another value"),
            "Only listed values occur.",
            "Other values occur, which are not shown; look at the events and describe them in the issue."
        );
    }

    public static async Task<Outcome> EndpointStatusesAsync(CheckContext run)
    {
        var made = await run.CreateAsync(
            "POST /workspaces/{workspace_id}/webhooks/incoming/external_purchase_endpoints",
            DeleteEndpoint,
            Endpoint(
                new JsonObject
                {
                    ["name"] = run.Mark,
                    ["provider"] = "whop",
                    ["live_mode"] = false,
                }
            ),
            list: ListEndpoints
        );
        run.Note("creation", made);
        if (!made.IsSuccess || made.Id.Length == 0)
        {
            return Outcome.Differs($"The creation returned status {made.Status}.");
        }

        var changed = await run.SendAsync(
            "PATCH /webhooks/incoming/external_purchase_endpoints/{id}",
            [made.Id],
            body: Endpoint(new JsonObject { ["suppress_order_system_emails"] = true })
        );
        var list = await run.SendAsync("GET /webhooks/incoming/external_purchase_endpoints/{id}/product_mappings", [made.Id]);
        var removed = await run.SendAsync(DeleteEndpoint, [made.Id]);
        run.Note($"update: status {changed.Status}; mappings: status {list.Status}, {run.Shape.Of(list.Json)}; deletion: {removed.Status}");
        return Outcome.Of(
            made.Status == 201 && changed.Status == 200 && list is { Status: 200, Json: JsonArray } && removed.Status == 204,
            "All four are as assumed.",
            "At least one is not; see the notes."
        );
    }

    public static async Task<Outcome> BroadcastStatsAsync(CheckContext run)
    {
        var list = await run.GetAsync("GET /workspaces/{workspace_id}/emails/broadcasts");
        if (list.Items.Count == 0)
        {
            return Outcome.Skipped("The workspace has no broadcast.");
        }

        var stats = await run.SendAsync("GET /emails/broadcasts/{broadcast_id}/stats", [list.Items[0]["id"]!.ToString()]);
        run.Note("statistics", stats);
        return Compare(run, stats, (stats.Json as JsonObject)?.Select(static pair => pair.Key), "EmailBroadcastStats");
    }

    public static async Task<Outcome> MembershipsAsync(CheckContext run)
    {
        var workspace = await run.GetAsync(Checks.GetWorkspace);
        if ((workspace.Json as JsonObject)?["team_id"]?.ToString() is not { } team)
        {
            return Outcome.Unknown("The workspace does not name its team.");
        }

        var list = await run.SendAsync("GET /teams/{team_id}/memberships", [team]);
        run.Note("accounts host", list);
        return Compare(
            run,
            list,
            list.Json is JsonArray && list.Items.Count > 0 ? list.Items[0].Select(static pair => pair.Key) : null,
            "TeamMembership"
        );
    }

    public static async Task<Outcome> NullGroupAsync(CheckContext run)
    {
        var reply = await run.SendAsync(
            "GET /workspaces/{workspace_id}/stats",
            query: [("resource", "contact"), ("count_by[property]", "email_suppression_reason")]
        );
        if ((reply.Json as JsonObject)?["stats"]?["count_by"]?["values"] is not JsonObject values)
        {
            run.Note("statistics", reply);
            return Outcome.Differs($"Status {reply.Status} without groups.");
        }

        string[] candidates = ["", "null", "nil", "none"];
        var found = candidates.Where(values.ContainsKey).Select(static key => $"\"{key}\"").ToList();
        run.Note($"keys for nothing: {FilterChecks.Listed(found)}");
        return found.Count == 0
            ? Outcome.Unknown("No group is for records without a value.")
            : Outcome.Of(found is ["\"\""], "It is an empty text.", "It is another key; see the notes.");
    }

    public static async Task<Outcome> OrderListsAsync(CheckContext run)
    {
        const string List = "GET /workspaces/{workspace_id}/orders";
        var filtered = await run.SendAsync(List, query: [("filter[billing_status]", "paid"), ("filter[service_status]", "active")]);
        var list = await run.GetAsync(List);
        var hasRenewal = list.Items.Count > 0 && list.Items.All(static order => order.ContainsKey("renewal_at"));
        run.Note($"filtered: status {filtered.Status}; renewal_at in every order: {hasRenewal}");
        return filtered.Status != 200 ? Outcome.Differs($"The filter returns status {filtered.Status}.")
            : list.Items.Count == 0 ? Outcome.Unknown("The filter is accepted; there are no orders to look at.")
            : Outcome.Of(hasRenewal, "Both hold.", "Orders of lists have no renewal_at.");
    }

    public static async Task<Outcome> PasswordGrantAsync(CheckContext run)
    {
        if (run.Settings is not { ApplicationId: { Length: > 0 } id, ApplicationSecret: { Length: > 0 } secret })
        {
            return Outcome.Skipped($"Set {Commands.ApplicationVariable} and {Commands.SecretVariable}.");
        }

        var reply = await run.SendFormAsync(
            "POST /oauth/token",
            run.CancellationToken,
            ("grant_type", "password"),
            ("client_id", id),
            ("client_secret", secret),
            ("username", id),
            ("password", secret),
            ("scope", "read")
        );
        var fields = reply.Json as JsonObject;
        if (reply.IsSuccess && fields?["access_token"]?.ToString() is { Length: > 0 } token)
        {
            run.Own(
                "POST /oauth/token",
                async cancel =>
                    (
                        await run.SendFormAsync(
                            "POST /oauth/revoke",
                            cancel,
                            ("client_id", id),
                            ("client_secret", secret),
                            ("token", token)
                        )
                    ).IsSuccess
            );
        }

        var names = fields?.Select(static pair => pair.Key).ToList() ?? [];
        var known = names.Where(TokenFields.Contains).ToList();
        run.Note($"status {reply.Status}; {FilterChecks.Listed(known)}; {names.Count - known.Count} other fields");
        return Outcome.Of(
            reply.IsSuccess && known.Contains("access_token") && known.Count == names.Count,
            "It returns a token with known fields.",
            "It returns no token, or fields that other grants do not have."
        );
    }

    public static async Task<Outcome> TrialQuartersAsync(CheckContext run)
    {
        var product = await run.CreateAsync(
            "POST /workspaces/{workspace_id}/products",
            "POST /products/{id}/archive",
            new JsonObject { ["product"] = new JsonObject { ["name"] = run.Mark } }
        );
        if ((product.Json as JsonObject)?["default_variant_id"]?.ToString() is not { } variant)
        {
            return Outcome.Unknown($"A product could not be created: status {product.Status}.");
        }

        var price = await run.ChangeAsync(
            "POST /products/variants/{variant_id}/prices",
            [variant],
            new JsonObject
            {
                ["products_price"] = new JsonObject
                {
                    ["name"] = run.Mark,
                    ["amount"] = "1.00",
                    ["payment_type"] = "subscription",
                    ["interval"] = "months",
                    ["interval_count"] = 1,
                    ["trial_interval"] = "quarters",
                    ["trial_duration"] = 1,
                    ["trial_amount"] = "0.00",
                    ["visible"] = false,
                },
            }
        );
        if (price is { IsSuccess: true, Id.Length: > 0 })
        {
            run.Own(
                "POST /products/variants/{variant_id}/prices",
                "PUT /products/prices/{id}",
                price.Id,
                new JsonObject
                {
                    ["products_price"] = new JsonObject { ["visible"] = false, ["archived"] = true },
                }
            );
        }

        var interval = run.Shape.Value((price.Json as JsonObject)?["trial_interval"], "PriceInterval");
        run.Note($"status {price.Status}; trial_interval: {interval}");
        return Outcome.Of(price.Status == 201 && interval == "quarters", "It is accepted.", $"Status {price.Status}; {interval}.");
    }

    public static async Task<Outcome> ScheduleSettleAsync(CheckContext run)
    {
        if (run.Settings.Order is not { Length: > 0 } id)
        {
            return Outcome.Skipped("Name a subscription that may be moved by --order.");
        }

        var order = await run.GetAsync("GET /orders/{id}", [id]);
        var name = order.Json?["in_trial"]?.GetValueKind() == JsonValueKind.True ? "trial_end_at" : "renewal_at";
        if (!TryTime(order.Json?[name], out var before) || before <= DateTimeOffset.UtcNow + Move)
        {
            return Outcome.Skipped($"The order has no {name} that is more than an hour ahead.");
        }

        // Before the move, so that the date is restored whatever comes.
        var isRefused = false;
        run.Own(
            "PUT /orders/{id}",
            token => isRefused ? Task.FromResult(true) : RestoreDateAsync(run, id, name, order.Json![name]!, token)
        );
        var after = before + Move;
        var moved = await run.ChangeAsync("PUT /orders/{id}", [id], Dated(name, Written(after)));
        isRefused = moved.Status is >= 400 and < 500;
        var showsOld = TryTime(moved.Json?[name], out var shown) && IsSame(shown, before);
        run.Note($"{name}: status {moved.Status}; the response shows the old date: {showsOld}");
        if (moved.Status is not (200 or 202))
        {
            return Outcome.Differs($"The move returned status {moved.Status}.");
        }

        var start = TimeProvider.System.GetTimestamp();
        for (var poll = 0; poll < Polls; poll++)
        {
            var read = await run.GetAsync("GET /orders/{id}", [id]);
            if (TryTime(read.Json?[name], out var now) && !IsSame(now, before))
            {
                var time = TimeProvider.System.GetElapsedTime(start).TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
                run.Note($"the date changed after {time} s, {(IsSame(now, after) ? "to the one that was sent" : "to another one")}");
                return Outcome.Of(showsOld, "The new date shows later.", "The response shows the new date at once.");
            }

            await Task.Delay(run.Settings.PollDelay, run.CancellationToken);
        }

        return Outcome.Unknown("The date did not change while the check waited.");
    }

    // Until the move shows, sending the old date changes nothing, and the move would still come.
    private static async Task<bool> RestoreDateAsync(CheckContext run, string id, string name, JsonNode stored, CancellationToken token)
    {
        TryTime(stored, out var before);
        for (var poll = 0; poll < Polls; poll++)
        {
            var read = await run.RestoreAsync("GET /orders/{id}", [id], null, token);
            if (TryTime(read.Json?[name], out var now) && !IsSame(now, before))
            {
                return await IsBackAsync(run, id, name, stored, token);
            }

            await Task.Delay(run.Settings.PollDelay, token);
        }

        return false;
    }

    private static async Task<bool> IsBackAsync(CheckContext run, string id, string name, JsonNode stored, CancellationToken token)
    {
        TryTime(stored, out var before);
        var sent = await run.RestoreAsync("PUT /orders/{id}", [id], Dated(name, stored), token);
        for (var poll = 0; sent.IsSuccess && poll < Polls; poll++)
        {
            var read = await run.RestoreAsync("GET /orders/{id}", [id], null, token);
            if (TryTime(read.Json?[name], out var now) && IsSame(now, before))
            {
                return true;
            }

            await Task.Delay(run.Settings.PollDelay, token);
        }

        return false;
    }

    private static Outcome Dialect(CheckContext run, byte[] file)
    {
        var hasMark = file.AsSpan().StartsWith(Encoding.UTF8.Preamble);
        var text = Encoding.UTF8.GetString(file).TrimStart('\uFEFF');
        var end = text.IndexOf('\n');
        var header = (end < 0 ? text : text[..end]).TrimEnd('\r');
        var wanted = ExportFields.Select(static name => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ')).ToList();
        var delimiter = Array.Find([',', ';', '\t'], letter => header.Split(letter).Length == wanted.Count);
        var cells = header.Split(delimiter == default ? ',' : delimiter).Select(static cell => cell.Trim('"')).ToList();
        var isReadable = cells.SequenceEqual(wanted, StringComparer.Ordinal);
        run.Note(
            $"byte order mark: {hasMark}; line ends with CR: {end > 0 && text[end - 1] == '\r'}; "
                + $"quoted: {header.StartsWith('"')}; delimiter: "
                + (
                    delimiter switch
                    {
                        ',' => "comma",
                        ';' => "semicolon",
                        '\t' => "tab",
                        _ => "another",
                    }
                )
        );
        run.Note($"columns: {cells.Count}; the headers are readable names of the fields in order: {isReadable}");
        return Outcome.Of(delimiter == ',' && isReadable, "The file is as assumed.", "The file is different; see the notes.");
    }

    private static Outcome Compare(CheckContext run, Reply reply, IEnumerable<string>? names, string schema)
    {
        if (!reply.IsSuccess)
        {
            return Outcome.Differs($"It returns status {reply.Status}.");
        }

        if (names is null)
        {
            return reply.Json is JsonArray ? Outcome.Unknown("The list is empty.") : Outcome.Differs("The response is not a bare list.");
        }

        var found = names.ToList();
        var wanted = run.Contract.Properties(schema);
        var missing = wanted.Except(found).ToList();
        var more = found.Except(wanted).ToList();
        if (missing.Count + more.Count > 0)
        {
            run.Note($"missing: {FilterChecks.Listed(missing)}; more: {run.Shape.Names(more)}");
        }

        return Outcome.Of(missing.Count + more.Count == 0, "The fields are as assumed.", "The fields are different; see the notes.");
    }

    private static JsonObject Export(string filter, params string[] fields) =>
        new()
        {
            ["contacts_export_action"] = new JsonObject
            {
                ["fields"] = new JsonArray([.. fields.Select(static field => (JsonNode)field)]),
                ["stored_filter_id"] = filter,
            },
        };

    private static JsonObject Endpoint(JsonObject fields) => new() { ["webhooks_incoming_external_purchases_endpoint"] = fields };

    private static JsonObject Dated(string name, JsonNode time) => new() { ["order"] = new JsonObject { [name] = time.DeepClone() } };

    private static JsonValue Written(DateTimeOffset time) =>
        JsonValue.Create(time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));

    private static bool TryTime(JsonNode? node, out DateTimeOffset time) =>
        DateTimeOffset.TryParse(node?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    private static bool IsSame(DateTimeOffset one, DateTimeOffset other) => one.ToUnixTimeSeconds() == other.ToUnixTimeSeconds();
}
