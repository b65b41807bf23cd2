using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Events;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Seeding;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Simvoly;

/// <summary>The Website API of Simvoly and its white labels for the engine. Each record belongs to the website.</summary>
[Behavior("Points in time are whole seconds since the Unix epoch", Evidence.Documented, "seed, Website API")]
[Behavior("Amounts are JSON numbers in the currency of the website, which no field names", Evidence.Documented, "seed, Website API")]
[Behavior(
    "All successful requests return 200",
    Evidence.Documented,
    "white-label documentation, 2026-06; assumed for operations without sample"
)]
internal sealed class SimvolyPlatform : Platform
{
    private SimvolyPlatform()
        : base("simvoly") { }

    public static SimvolyPlatform Instance { get; } = new();

    public override BehaviorIndex Behaviors { get; } = BehaviorIndex.OfNamespace(typeof(SimvolyPlatform));

    [Behavior("Email addresses and URLs of a body must have that form (400)", Evidence.Assumed, "the documentation names the formats only")]
    public override bool ChecksBounds => true;

    public override ListStyle Lists { get; } = new SimvolyLists();

    public override SeedStyle Seeds { get; } = new SimvolySeeds();

    public override WebhookStyle Webhooks { get; } = new SimvolyWebhooks();

    [Behavior("A request needs Authorization: Bearer with the API key, and a User-Agent", Evidence.Documented, "seed, Website API")]
    [Behavior("A request without User-Agent returns 400 before the key is checked", Evidence.Assumed, "the status is not published")]
    [Behavior("A missing or wrong key returns 401", Evidence.Assumed, "the status is not published")]
    [Behavior("An unknown route returns 404", Evidence.Assumed, "not published")]
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
            return Respond(ApiProblem.Error(400, "The User-Agent header is missing."));
        }

        caller = tokens.Find(Contract.Credential.Of(request.Headers[Contract.Credential.Name].ToString()));
        if (caller is null)
        {
            return Respond(ApiProblem.Unauthorized());
        }

        return route is null ? Respond(ApiProblem.NoRoute()) : null;
    }

    [Behavior(
        "Errors are {\"success\": false, \"message\": …} with a status that is not 2xx",
        Evidence.Documented,
        "seed; white-label documentation, 2026-06"
    )]
    [Behavior("Invalid fields return 400 with all messages in one text", Evidence.Assumed, "neither statuses nor wordings are published")]
    [Behavior("A record that does not exist returns 404", Evidence.Observed, "client of a white label: search-by-email, members")]
    [Behavior("A body over the size limit returns 413", Evidence.Assumed, "the service's limit is not published")]
    public override EmulatorResponse Respond(ApiProblem problem)
    {
        var message = problem.Kind switch
        {
            ProblemKind.Unauthorized => "The API key is missing or invalid.",
            ProblemKind.NotFound => "The record was not found.",
            ProblemKind.NoRoute => "There is no such route.",
            ProblemKind.TooLarge => "The request body is too large.",
            ProblemKind.Invalid => string.Join("; ", problem.Fields.Select(field => field.Message)),
            _ => problem.Text,
        };
        return EmulatorResponse.Of(
            problem.Kind == ProblemKind.Invalid ? 400 : problem.Status,
            problem.Body ?? new JsonObject { ["success"] = false, ["message"] = message }
        );
    }

    public override void Stamp(JsonObject fields, string resource, DateTimeOffset time, bool isNew)
    {
        var name = resource switch
        {
            "Contact" => "createdOn",
            "Member" => "registeredOn",
            "Order" or "SubscriberList" => "created",
            "FormSubmission" => FormSubmissionBehavior.Time,
            _ => null,
        };
        if (isNew && name is not null)
        {
            fields.TryAdd(name, time.ToUnixTimeSeconds());
        }
    }

    [Behavior("An update sets only the fields that are not empty", Evidence.Documented, "seed, contacts and products")]
    [Behavior("Empty are null, a blank text and an empty list; false and 0 are values", Evidence.Assumed, "not published")]
    [Behavior(
        "Members, groups, lists and orders are updated by the same rule",
        Evidence.Assumed,
        "published for contacts and products only"
    )]
    public override void Prepare(Call call)
    {
        if (call.Operation.Kind is OperationKind.Update or OperationKind.Upsert)
        {
            DropEmpty(call.Sent);
        }
    }

    [Behavior("A deletion returns {\"success\": true, \"message\": \"\"}", Evidence.Documented, "seed, Website API")]
    public override object? Shown(Call call, Record record) =>
        call.Operation.Kind == OperationKind.Delete ? new JsonObject { ["success"] = true, ["message"] = "" } : record;

    /// <summary>Removes the fields that an update does not set.</summary>
    public static void DropEmpty(JsonObject sent)
    {
        foreach (var (name, value) in sent.ToList())
        {
            if (value is null or JsonArray { Count: 0 } || (value is JsonValue text && string.IsNullOrWhiteSpace(text.ToString())))
            {
                sent.Remove(name);
            }
        }
    }
}
