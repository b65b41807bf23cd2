using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Events;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Simvoly;

/// <summary>Events whose body is the bare record, signed with HMAC-SHA512.</summary>
internal sealed class SimvolyWebhooks : WebhookStyle
{
    public const string Secret = "secret";
    public const string TopicHeader = "X-Webhook-Topic";
    public const string SignatureHeader = "X-Webhook-Signature";
    public const string SourceHeader = "X-Webhook-Source";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private IReadOnlyDictionary<string, EventRule>? _byType;
    private ILookup<string, EventRule>? _bySource;

    [Behavior("There are seven event types; contact_updated is also sent for a new contact", Evidence.Documented, "seed, webhooks")]
    [Behavior("A deletion raises no event", Evidence.Documented, "seed, webhooks: no event type for it")]
    [Behavior("An update without changes raises no event", Evidence.Assumed, "not published")]
    public override IReadOnlyDictionary<string, EventRule> ByType =>
        _byType ??= SimvolyPlatform.Instance.Contract.Webhooks.ToDictionary(webhook => webhook.Type, Rule);

    public override ILookup<string, EventRule> BySource => _bySource ??= ByType.Values.ToLookup(rule => rule.Source);

    public override string EndpointResource => "Webhook";

    public override string EventResource => "RecordedEvent";

    [Behavior(
        "A delivery that is not accepted is sent again after 10 s, 1 min and 10 min, then given up",
        Evidence.Assumed,
        "not published"
    )]
    public override IReadOnlyList<TimeSpan> Waits { get; } = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10)];

    public override IReadOnlyList<long> Listening(RecordStore store, long tenant, string type, Record about) =>
        [
            .. store
                .Of(EndpointResource)
                .Where(endpoint =>
                    endpoint.WorkspaceId == tenant
                    && endpoint.Fields["events"] is JsonArray events
                    && events.Any(one => one?.ToString() == type)
                )
                .Select(endpoint => endpoint.Id),
        ];

    public override JsonObject Describe(EventRule rule, Record subject, JsonObject data, RecordStore store, DateTimeOffset time) =>
        new()
        {
            ["uuid"] = store.NewUuid(),
            ["event_type_id"] = rule.Type,
            ["subject_id"] = subject.Id,
            ["data"] = data,
            ["created_at"] = WireText.Time(time),
        };

    [Behavior("The body of a delivery is the record without an envelope", Evidence.Documented, "seed, webhooks; observed in receivers")]
    public override byte[] Body(Record recorded) => Encoding.UTF8.GetBytes(recorded.Fields["data"]!.ToJsonString(Plain));

    [Behavior(
        "X-Webhook-Signature is HMAC-SHA512 of the raw body with the secret, in lower-case hexadecimal; X-Webhook-Topic is the type",
        Evidence.Observed,
        "two receivers in public code"
    )]
    [Behavior("X-Webhook-Source is the host of the website", Evidence.Observed, "one receiver in public code")]
    [Behavior("The User-Agent of deliveries names the emulator", Evidence.Assumed, "the service's is not published")]
    public override HttpRequestMessage Request(DeliveryAddress endpoint, string type, byte[] body, DateTimeOffset signedAt)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("ClickFunnels-Emulator", "2.0"));
        request.Headers.Add(TopicHeader, type);
        request.Headers.Add(SignatureHeader, Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(endpoint.Secret), body)));
        if (endpoint.Source is { } source)
        {
            request.Headers.Add(SourceHeader, source);
        }

        return request;
    }

    public override string? AddressOf(Record endpoint) => endpoint.Text("target");

    public override string? SecretOf(RecordStore store, Record endpoint) => endpoint.Text(Secret);

    public override string? SourceOf(RecordStore store, Record endpoint) => store.Find(endpoint.WorkspaceId ?? 0)?.Text("domain");

    [Behavior("Any status of success means that the event was accepted", Evidence.Assumed, "not published")]
    public override bool Accepts(int status) => status is >= 200 and < 300;

    private static EventRule Rule(ContractWebhook webhook)
    {
        var resource = webhook.Data ?? throw new InvalidOperationException($"The event type {webhook.Type} has no record.");
        return new EventRule(
            webhook.Type,
            resource,
            "",
            Cause(webhook.Type),
            resource,
            (change, context) => Subject(webhook.Type, change, context)
        )
        {
            Schema = resource,
        };
    }

    private static Record? Subject(string type, RecordChange change, EventContext context) =>
        change.IsRemoved ? null
        : change.IsCreated
            ? !IsUpdate(type) || type == "contact_updated" ? change.Record
                : null
        : IsUpdate(type) && change.IsEdited(context.PropertiesOf(change.Record.Resource)) ? change.Record
        : null;

    private static bool IsUpdate(string type) => type.EndsWith("_updated", StringComparison.Ordinal);

    private static string? Cause(string type) =>
        type switch
        {
            "contact_updated" => "creation or change of a contact",
            "order_updated" => "change of an order",
            "product_created" => "creation of a product",
            "product_updated" => "change of a product",
            _ => null,
        };
}
