using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Addresses that events are delivered to.</summary>
[Resource("WebhookEndpoint")]
internal sealed class WebhookEndpointBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string Secret = "webhook_secret";

    public override IReadOnlyCollection<string> OnlyInCreation => [Secret];

    [Operation("createWebhooksOutgoingEndpoints")]
    [Behavior("Endpoints that the API creates use version 2", Evidence.Documented, "vendor guide, webhooks, 2025-11")]
    public override void Create(Call call, JsonObject draft)
    {
        Check(call, draft);
        Default(draft, ("api_version", 2L), ("page_ids", new JsonArray()), ("funnel_ids", new JsonArray()));
    }

    [Behavior(
        "Only the response to the creation shows the secret: 64 hexadecimal digits",
        Evidence.Documented,
        "vendor guide, webhooks, 2025-11; the length is assumed"
    )]
    public override void Created(Call call, Record record)
    {
        var secret = Store.EndpointSecret ?? Store.NewHex(64);
        Store.KeepSecret(record.Id, secret);
        call.ShownOnce[Secret] = secret;
    }

    [Operation("updateWebhooksOutgoingEndpoints")]
    [Behavior("Lists of an update replace the stored ones", Evidence.Documented, "published spec 2025-06")]
    public override void Update(Call call, Record record, JsonObject changes) => Check(call, changes);

    [Behavior("At least one event type is needed", Evidence.Documented, "published spec 2026-08")]
    [Behavior("An unknown event type returns 422", Evidence.Assumed, "not published")]
    [Behavior("The address must be absolute http(s)", Evidence.Assumed, "not published")]
    private static void Check(Call call, JsonObject draft)
    {
        foreach (var type in draft["event_type_ids"] as JsonArray ?? [])
        {
            call.Problems.Require(PublishedEventTypes.All.Contains(type?.ToString() ?? ""), $"Event types must exist: {type}");
        }

        if (Text(draft, "url") is { } url)
        {
            call.Problems.Require(
                Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https"),
                "Url is invalid"
            );
        }
    }
}
