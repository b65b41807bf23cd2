using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Events;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Seeding;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>ClickFunnels 2.0 for the engine.</summary>
[Behavior("Timestamps are ISO 8601 in UTC with milliseconds", Evidence.Documented, "published spec 2025-06, examples")]
[Behavior("Amounts are strings with two decimal places", Evidence.Documented, "published spec 2025-06, examples")]
[Behavior("Dimensions and weights are strings with one decimal place", Evidence.Documented, "published spec 2025-06, examples")]
[Behavior("Fields that expand[] names are absent, not null, unless asked for", Evidence.Documented, "vendor guide, expand")]
[Behavior("Unknown names in expand[] are ignored", Evidence.Assumed, "not published")]
internal class ClickFunnelsPlatform : Platform
{
    protected ClickFunnelsPlatform()
        : base("clickfunnels") => Lists = new CursorLists(this);

    public static ClickFunnelsPlatform Instance { get; } = new();

    public override BehaviorIndex Behaviors { get; } = BehaviorIndex.OfNamespace(typeof(ClickFunnelsPlatform));

    public override ListStyle Lists { get; }

    public override SeedStyle Seeds { get; } = new ClickFunnelsSeeds();

    public override WebhookStyle Webhooks { get; } = new ClickFunnelsWebhooks();

    // A client is given the address of the host: it adds the base path itself, as the service has two hosts.
    public override string ClientPath => "";

    [Behavior("Paths accept the numeric id or the public id", Evidence.Observed, "vendor skills, contacts and orders, 2026-08")]
    [Behavior(
        "A public id in a body is refused with 422 where the spec says integer",
        Evidence.Documented,
        "vendor guide, ids, 2025-11; the status is assumed"
    )]
    [Behavior("An id that names no record of the workspace returns 422", Evidence.Assumed, "not published")]
    public override bool HasPublicIds => true;

    public override bool ShowsEverything => true;

    [Behavior("A missing or empty envelope returns 400", Evidence.Documented, "published spec 2026-08; the wording is assumed")]
    public override bool RefusesEmptyBody => true;

    [Behavior(
        "User-Agent is checked before the token, the token before the route",
        Evidence.Assumed,
        "the edge comes before the API; the rest is not published"
    )]
    [Behavior(
        "A request without User-Agent is stopped at the edge with an HTML page",
        Evidence.Documented,
        "vendor guide, authentication, 2025-11"
    )]
    [Behavior("The edge's block page has status 403", Evidence.Assumed, "the status of the page is not published")]
    public override EmulatorResponse? Refuse(
        HttpRequest request,
        RoutedOperation? route,
        bool isBeside,
        TokenRegistry tokens,
        out Caller? caller
    )
    {
        caller = null;
        if (string.IsNullOrWhiteSpace(request.Headers.UserAgent))
        {
            return EmulatorResponse.Page(
                403,
                "Access denied",
                "The request was blocked before it reached the API. Send a User-Agent header."
            );
        }

        if (isBeside)
        {
            return null;
        }

        caller = tokens.Find(Contract.Credential.Of(request.Headers[Contract.Credential.Name].ToString()));
        if (caller is null)
        {
            return Respond(ApiProblem.Unauthorized());
        }

        return route is null ? Respond(ApiProblem.NoRoute()) : null;
    }

    [Behavior(
        "A request that cannot be understood returns 400 with {\"error\": \"Bad request: …\"}",
        Evidence.Documented,
        "published spec 2026-08"
    )]
    [Behavior("A missing or wrong token returns 401 with a JSON error", Evidence.Documented, "published spec 2025-06")]
    [Behavior("A record that does not exist, or that the token does not cover, returns 404", Evidence.Documented, "published spec 2025-06")]
    [Behavior(
        "An unknown route, also a member route below its workspace, returns 404",
        Evidence.Observed,
        "vendor skill, contacts, 2026-08"
    )]
    [Behavior("A state that forbids the action returns 409", Evidence.Documented, "published spec 2025-06")]
    [Behavior("409 carries the common error body", Evidence.Assumed, "the published spec gives 409 no body")]
    [Behavior("A body over the size limit returns 413", Evidence.Assumed, "the service's limit is not published")]
    [Behavior("Failed validation returns 422 with the messages joined by \"; \"", Evidence.Observed, "vendor skill, products, 2026-08")]
    public override EmulatorResponse Respond(ApiProblem problem) =>
        EmulatorResponse.Of(
            problem.Status,
            problem.Body
                ?? new JsonObject
                {
                    ["error"] = problem.Kind switch
                    {
                        ProblemKind.BadRequest => $"Bad request: {problem.Text}",
                        ProblemKind.Unauthorized => "API key missing or invalid",
                        ProblemKind.NotFound => "Not found: Record missing",
                        ProblemKind.NoRoute => "No such route",
                        ProblemKind.Conflict => $"Conflict: {problem.Text}",
                        ProblemKind.TooLarge => "Request body is too large",
                        ProblemKind.Invalid => $"Request unprocessable: {string.Join("; ", problem.Fields.Select(field => field.Message))}",
                        _ => problem.Text,
                    },
                }
        );

    [Behavior(
        "Routes without a workspace work in the one whose subdomain the Host header names, else in the token's first",
        Evidence.Assumed,
        "one address serves all hosts here"
    )]
    public override long CurrentTenant(RoutedRequest request, RecordStore store)
    {
        var subdomain = request.Host.Split('.')[0];
        var reached = request.Caller.WorkspaceIds;
        return reached.FirstOrDefault(id => store.Find(id)?.Text("subdomain") == subdomain, reached[0]);
    }

    public override object? Identity(Record record, string name) =>
        name switch
        {
            "id" => record.Id,
            "public_id" => record.PublicId,
            "workspace_id" => record.WorkspaceId,
            "team_id" => record.TeamId,
            _ => null,
        };

    public override void Stamp(JsonObject fields, string resource, DateTimeOffset time, bool isNew)
    {
        var now = WireText.Time(time);
        if (!isNew)
        {
            fields["updated_at"] = now;
            return;
        }

        fields.TryAdd("created_at", now);
        fields.TryAdd("updated_at", now);
    }

    [Behavior("Upsert ignores null and empty lists", Evidence.Documented, "published spec 2026-06")]
    [Behavior("Upsert returns 200 for an update and 201 for a creation", Evidence.Documented, "published spec 2025-06")]
    public override void Prepare(Call call)
    {
        if (call.Operation.Kind != OperationKind.Upsert)
        {
            return;
        }

        foreach (var (name, _) in call.Sent.Where(pair => pair.Value is null or JsonArray { Count: 0 }).ToList())
        {
            call.Sent.Remove(name);
        }
    }

    [Behavior("Deletion returns 204 and is soft where records have deleted_at", Evidence.Observed, "vendor skill, contacts, 2026-08")]
    public override bool KeepsDeleted(string resource) => Contract.Schema(resource).Properties.ContainsKey("deleted_at");

    [Behavior(
        "A saved filter is combined with filter; stable_id goes before stored_filter_id, and an invalid one returns 422",
        Evidence.Documented,
        "published spec 2026-08"
    )]
    public virtual Predicate<Record>? SavedFilter(Call call)
    {
        var filterClass = call.Operation.Resource == "Order" ? SavedFilters.OrdersClass : SavedFilters.Class;
        if (call.Operation.QueryParameters.Contains("stable_id") && call.Query.One("stable_id") is { } token)
        {
            var filter =
                filterClass == SavedFilters.Class
                    ? SavedFilters.Parse(token)
                    : throw ApiProblem.Refused("stable_id is not a valid serialized filter");
            return record => SavedFilters.Accepts(filter, record, call.Time);
        }

        if (call.Operation.QueryParameters.Contains("stored_filter_id") && call.Query.One("stored_filter_id") is { } id)
        {
            var filter = SavedFilters.Find(call, id, filterClass).Fields;
            return record => SavedFilters.Accepts(filter, record, call.Time);
        }

        return null;
    }
}
