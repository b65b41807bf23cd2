namespace VerifyLive;

/// <summary>All checks. docs/verify-live.md has the same table.</summary>
internal static class Checks
{
    public const string ListFilters = "GET /workspaces/{workspace_id}/refine_filters";
    public const string CreateFilter = "POST /workspaces/{workspace_id}/refine_filters";
    public const string GetFilter = "GET /refine_filters/{id}";
    public const string UpdateFilter = "PATCH /refine_filters/{id}";
    public const string DeleteFilter = "DELETE /refine_filters/{id}";
    public const string ListContacts = "GET /workspaces/{workspace_id}/contacts";
    public const string GetWorkspace = "GET /workspaces/{workspace_id}";
    private const string AnyFilter = "a saved contact filter";

    public static IReadOnlyList<Check> All { get; } =
    [
        new(
            "results-query",
            "Encoding of `results` in a query",
            "How is `results` sent with a GET?",
            "`results[fields][]=id&results[limit]=1`",
            CheckKind.Reads,
            [
                ListFilters,
                GetFilter + "?results[fields][]=id&results[limit]=1",
                GetFilter + "?results[fields]=id",
                GetFilter + "?results=true",
                GetFilter + "?results={\"fields\":[\"id\"]}",
            ],
            FilterChecks.QueryAsync,
            AnyFilter
        ),
        new(
            "results-body",
            "Place of `results` in a creation and an update",
            "Is `results` read from the query, beside `refine_filter` or inside it?",
            "From the query; the body may take it as well",
            CheckKind.Writes,
            [ListFilters, CreateFilter, UpdateFilter + "?results[fields][]=id", UpdateFilter, DeleteFilter],
            FilterChecks.BodyAsync
        ),
        new(
            "order-fields",
            "Fields of orders in `results`",
            "Which fields can rows of orders have?",
            "`id`, and every field of an order with a single value",
            CheckKind.Reads,
            [ListFilters, GetFilter + "?results[fields][]=verify_live_unknown"],
            FilterChecks.OrderFieldsAsync,
            "a saved order filter"
        ),
        new(
            "results-end",
            "End of `results`",
            "What are `stop_reason` and `next_after` when nothing was cut off?",
            "`truncated` is false, and `stop_reason`, `next_after` and `guidance` are missing",
            CheckKind.Writes,
            [ListFilters, CreateFilter, GetFilter + "?results[fields][]=id", DeleteFilter],
            FilterChecks.EndAsync
        ),
        new(
            "record-budget",
            "A record that exceeds the budget",
            "Does `record_exceeds_budget` come with rows and a cursor?",
            "No rows and no `next_after`",
            CheckKind.Reads,
            [ListFilters, GetFilter + "?results[fields][]=id&results[fields][]=email_address&results[max_bytes]=1"],
            FilterChecks.RecordBudgetAsync,
            AnyFilter + " that matches a contact"
        ),
        new(
            "everyone-filter",
            "A filter for everyone",
            "Does `created_at` since 2000 select every contact of the list?",
            "Yes",
            CheckKind.Writes,
            [ListFilters, CreateFilter, GetFilter + "?results[count]=true&results[limit]=1", ListContacts, DeleteFilter],
            FilterChecks.EveryoneAsync
        ),
        new(
            "rows-per-call",
            "Rows in one call",
            "Do 4 MiB of rows come within the time limit of 10 s?",
            "The byte budget ends a call before the time budget",
            CheckKind.Reads,
            [
                ListFilters,
                GetFilter + "?results[fields][]=id&results[fields][]=email_address&results[limit]=1000000&results[max_bytes]=4194304",
            ],
            FilterChecks.RowsPerCallAsync,
            AnyFilter + " with more than about 100,000 contacts"
        ),
        new(
            "shared-limit",
            "Two filtered reads at the same time",
            "Do lists with a saved filter count with `results`, and does 429 have `Retry-After`?",
            "They share the limit; the third returns 429 with `Retry-After` and `retry_after`",
            CheckKind.Reads,
            [ListFilters, GetFilter + "?results[fields][]=id&results[limit]=10000", ListContacts + "?stored_filter_id"],
            FilterChecks.SharedLimitAsync,
            AnyFilter + ", best a slow one"
        ),
        new(
            "row-order",
            "Order of rows",
            "Are rows sorted by ascending id, and is `next_after` the last id?",
            "Yes",
            CheckKind.Reads,
            [ListFilters, GetFilter + "?results[fields][]=id&results[limit]=2"],
            FilterChecks.RowOrderAsync,
            AnyFilter + " that matches three contacts"
        ),
        new(
            "filters-plural",
            "The misspelled parameter `filters[stored_filter_id]`",
            "Is it refused, or is the list not filtered?",
            "400",
            CheckKind.Reads,
            [ListContacts + "?filters[stored_filter_id]=0"],
            FilterChecks.PluralAsync
        ),
        new(
            "export",
            "Fields and dialect of an export",
            "Which built-in fields does an export accept, and what does the file look like?",
            "Commas, and a readable header for each field in the order of the request",
            CheckKind.Writes,
            [
                ListFilters,
                CreateFilter,
                "POST /workspaces/{workspace_id}/contacts/export_actions",
                "GET /contacts/export_actions/{id}",
                "DELETE /contacts/export_actions/{id}",
                DeleteFilter,
            ],
            RecordChecks.ExportAsync,
            Leftover: "a download without a contact"
        ),
        new(
            "event-values",
            "Values of external purchases",
            "Which values of `processing_status` and `provider` occur?",
            "`processing_skipped` and `whop` are known; others occur",
            CheckKind.Reads,
            [RecordChecks.ListEndpoints, "GET /webhooks/incoming/external_purchase_endpoints/{id}/events"],
            RecordChecks.EventValuesAsync,
            "an external purchase endpoint with events"
        ),
        new(
            "endpoint-statuses",
            "Statuses of external purchase endpoints",
            "Which statuses do creation, update, list and deletion return?",
            "201, 200, 200 with a bare array, and 204",
            CheckKind.Writes,
            [
                RecordChecks.ListEndpoints,
                "POST /workspaces/{workspace_id}/webhooks/incoming/external_purchase_endpoints",
                "PATCH /webhooks/incoming/external_purchase_endpoints/{id}",
                "GET /webhooks/incoming/external_purchase_endpoints/{id}/product_mappings",
                RecordChecks.DeleteEndpoint,
            ],
            RecordChecks.EndpointStatusesAsync,
            "a workspace with Whop"
        ),
        new(
            "broadcast-stats",
            "Envelope of broadcast statistics",
            "Which fields do the statistics of a broadcast have?",
            "`timerange`, `currency`, `progress`, `performance`, `revenue`, and nothing that names the broadcast",
            CheckKind.Reads,
            ["GET /workspaces/{workspace_id}/emails/broadcasts", "GET /emails/broadcasts/{broadcast_id}/stats"],
            RecordChecks.BroadcastStatsAsync,
            "a broadcast"
        ),
        new(
            "memberships",
            "Memberships of a team",
            "Which host and shape do they have?",
            "The accounts host; a bare array of `TeamMembership`",
            CheckKind.Reads,
            [GetWorkspace, "GET /teams/{team_id}/memberships"],
            RecordChecks.MembershipsAsync
        ),
        new(
            "null-group",
            "Groups of records without a value",
            "Which key do they have in `count_by`?",
            "Not documented; the emulator has an empty text",
            CheckKind.Reads,
            ["GET /workspaces/{workspace_id}/stats?resource=contact&count_by[property]=email_suppression_reason"],
            RecordChecks.NullGroupAsync,
            "the closed beta of workspace statistics"
        ),
        new(
            "order-lists",
            "Lists of orders",
            "Do they filter by status, and do their orders have `renewal_at`?",
            "`filter[billing_status]` and `filter[service_status]` return 200, and `renewal_at` is there",
            CheckKind.Reads,
            [
                "GET /workspaces/{workspace_id}/orders",
                "GET /workspaces/{workspace_id}/orders?filter[billing_status]&filter[service_status]",
            ],
            RecordChecks.OrderListsAsync,
            "an order"
        ),
        new(
            "password-grant",
            "Tokens for servers",
            "What does `grant_type=password` return?",
            "A token on the accounts host, with the fields of the other grants",
            CheckKind.Writes,
            ["POST /oauth/token", "POST /oauth/revoke"],
            RecordChecks.PasswordGrantAsync,
            $"the variables `{Commands.ApplicationVariable}` and `{Commands.SecretVariable}`"
        ),
        new(
            "trial-quarters",
            "`quarters` of a trial",
            "Is `quarters` accepted as `trial_interval`?",
            "Yes",
            CheckKind.Writes,
            [
                "POST /workspaces/{workspace_id}/products",
                "POST /products/variants/{variant_id}/prices",
                "PUT /products/prices/{id}",
                "POST /products/{id}/archive",
            ],
            RecordChecks.TrialQuartersAsync,
            Leftover: "an archived product"
        ),
        new(
            "schedule-settle",
            "Time until a moved date shows",
            "Does a move return 200 or 202, and when does it show?",
            "200 or 202 with the old date, and the new date later",
            CheckKind.Writes,
            ["GET /orders/{id}", "PUT /orders/{id}"],
            RecordChecks.ScheduleSettleAsync,
            "`--order`: a subscription of Payments AI, or of Stripe in its trial. Its date moves by an hour, and back"
        ),
    ];
}
