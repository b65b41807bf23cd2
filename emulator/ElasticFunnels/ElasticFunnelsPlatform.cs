using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Seeding;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>ElasticFunnels for the engine. Each record belongs to a brand, which the path names.</summary>
[Behavior("Times are ISO 8601 in UTC with microseconds", Evidence.Documented, "vendor documentation, samples, 2026-08")]
[Behavior(
    "Amounts are JSON numbers in the currency of the brand unless the record names one",
    Evidence.Documented,
    "vendor documentation, 2026-08"
)]
[Behavior("Creations return 201, deletions 204 unless a sample shows a body", Evidence.Documented, "vendor documentation, errors, 2026-08")]
[Behavior("PATCH reaches the operations of PUT", Evidence.Documented, "vendor documentation, pages; assumed for the others")]
internal sealed class ElasticFunnelsPlatform : Platform
{
    /// <summary>Path parameter that names the brand.</summary>
    public const string Brand = "brand";

    private ElasticFunnelsPlatform()
        : base("elasticfunnels") { }

    public static ElasticFunnelsPlatform Instance { get; } = new();

    public override BehaviorIndex Behaviors { get; } = BehaviorIndex.OfNamespace(typeof(ElasticFunnelsPlatform));

    public override ListStyle Lists { get; } = new PageLists();

    public override SeedStyle Seeds { get; } = new ElasticFunnelsSeeds();

    public override bool NamesFields => true;

    [Behavior("Numbers must be within their bounds (422)", Evidence.Documented, "vendor documentation, products and coupons")]
    public override bool ChecksBounds => true;

    [Behavior("Updates of products, pages and courses need title", Evidence.Documented, "vendor documentation and command line, 2026-08")]
    public override bool RequiresOnUpdate => true;

    [Behavior(
        "Funnels and pages are listed in {data: […]}, a created course is in {course: …}",
        Evidence.Documented,
        "vendor documentation, samples"
    )]
    [Behavior(
        "All other lists without pages, and created records, have no envelope",
        Evidence.Assumed,
        "the documentation shows both forms"
    )]
    protected override IReadOnlySet<string> WithEnvelope { get; } =
        new HashSet<string> { "listFunnels", "listPages", "createCourse", "updateCourse" };

    [Behavior(
        "A request without the EF-Access-Key header returns 404",
        Evidence.Documented,
        "vendor documentation, authentication, 2026-08"
    )]
    [Behavior("A wrong key returns 401 with \"Invalid API key\"", Evidence.Documented, "vendor documentation, authentication, 2026-08")]
    [Behavior(
        "A key for another brand returns 401 with \"Invalid API key or brand access denied\"",
        Evidence.Documented,
        "vendor documentation"
    )]
    [Behavior("No User-Agent is needed", Evidence.Assumed, "the documentation mentions none")]
    public override EmulatorResponse? Refuse(
        HttpRequest request,
        RoutedOperation? route,
        bool isBeside,
        TokenRegistry tokens,
        out Caller? caller
    )
    {
        caller = null;
        if (Contract.Credential.Of(request.Headers[Contract.Credential.Name].ToString()) is not { } key)
        {
            return Respond(ApiProblem.NoRoute());
        }

        caller = tokens.Find(key);
        if (caller is null)
        {
            return Respond(ApiProblem.Unauthorized());
        }

        if (route is null)
        {
            return Respond(ApiProblem.NoRoute());
        }

        return route.Values.TryGetValue(Brand, out var brand) && !caller.WorkspaceIds.Contains(Id(brand))
            ? Respond(ApiProblem.Error(401, "Invalid API key or brand access denied"))
            : null;
    }

    [Behavior(
        "Invalid fields return 422 with message and errors, a list of messages for each field",
        Evidence.Documented,
        "vendor documentation, errors, 2026-08"
    )]
    [Behavior("Other errors have a message", Evidence.Documented, "vendor documentation, errors, 2026-08")]
    [Behavior("409 also has success and code", Evidence.Documented, "vendor documentation, errors; which requests cause it is assumed")]
    [Behavior("The wording of the messages is that of the samples, or usual for Laravel", Evidence.Assumed, "few are published")]
    public override EmulatorResponse Respond(ApiProblem problem) =>
        EmulatorResponse.Of(
            problem.Status,
            problem.Body
                ?? problem.Kind switch
                {
                    ProblemKind.Invalid => LaravelErrors.Describe(problem.Fields),
                    ProblemKind.Conflict => new JsonObject
                    {
                        ["success"] = false,
                        ["message"] = problem.Text,
                        ["code"] = "conflict",
                    },
                    ProblemKind.Unauthorized => Message("Invalid API key"),
                    ProblemKind.NotFound or ProblemKind.NoRoute => Message("Not found."),
                    ProblemKind.TooLarge => Message("The request body is too large."),
                    _ => Message(problem.Text),
                }
        );

    public override long CurrentTenant(RoutedRequest request, RecordStore store) =>
        request.Route.Values.TryGetValue(Brand, out var brand) ? Id(brand) : base.CurrentTenant(request, store);

    public override object? Identity(Record record, string name) =>
        name switch
        {
            "id" => record.Id,
            "brand_id" => record.WorkspaceId,
            _ => null,
        };

    public override void Stamp(JsonObject fields, string resource, DateTimeOffset time, bool isNew)
    {
        var now = Time(time);
        if (!isNew)
        {
            fields["updated_at"] = now;
            return;
        }

        fields.TryAdd("created_at", now);
        fields.TryAdd("updated_at", now);
    }

    public override string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public override void Prepare(Call call)
    {
        if (call.Operation is { Resource: "Coupon", Request: not null })
        {
            CouponBehavior.Clamp(call);
        }
    }

    [Behavior(
        "A deleted page returns a message, a deleted course or enrollment {\"success\": true}, and so do actions without another result",
        Evidence.Documented,
        "vendor documentation, 2026-08; the texts are assumed"
    )]
    public override object? Shown(Call call, Record record) =>
        call.Operation is { Wrapper: null, Response.Schema: { } schema } && Results.Is(schema) ? Results.Of(schema) : record;

    /// <summary>The error of one field in the form that some operations have: without a message.</summary>
    public static ApiProblem OnlyErrors(int status, string field, string message) =>
        ApiProblem.Exact(status, new JsonObject { ["errors"] = new JsonObject { [field] = new JsonArray(message) } });

    public static JsonObject Message(string text) => new() { ["message"] = text };

    private static long Id(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
