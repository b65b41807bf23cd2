using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Events;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Events in an envelope, signed with HMAC-SHA256 over the time and the body.</summary>
internal sealed class ClickFunnelsWebhooks : WebhookStyle
{
    public const string SignatureHeader = "X-Webhook-ClickFunnels-Signature";
    public const string TimestampHeader = "X-Webhook-ClickFunnels-Timestamp";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override IReadOnlyDictionary<string, EventRule> ByType => EventTable.ByType;

    public override ILookup<string, EventRule> BySource => EventTable.BySource;

    public override string EndpointResource => "WebhookEndpoint";

    public override string EventResource => "WebhookEvent";

    [Behavior(
        "An event that is not accepted is sent again after 1 s, 15 s, 1 min, 5 min, 15 min, 1 h, 12 h and 24 h, then abandoned",
        Evidence.Documented,
        "vendor guide, webhooks, 2025-11; that the first wait follows the first attempt is assumed"
    )]
    public override IReadOnlyList<TimeSpan> Waits { get; } =
    [
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(15),
        TimeSpan.FromMinutes(1),
        TimeSpan.FromMinutes(5),
        TimeSpan.FromMinutes(15),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(12),
        TimeSpan.FromHours(24),
    ];

    [Behavior(
        "page_ids and funnel_ids of an endpoint, unless empty, let events of these pages and funnels through only",
        Evidence.Documented,
        "published spec 2025-06; that other events stay out is assumed"
    )]
    [Behavior(
        "Endpoints of version 1 get no deliveries from the emulator",
        Evidence.Assumed,
        "only the service's user interface makes them"
    )]
    public override IReadOnlyList<long> Listening(RecordStore store, long tenant, string type, Record about)
    {
        var (page, funnel) = PageOf(about, store);
        return
        [
            .. store
                .Of(EndpointResource)
                .Where(endpoint =>
                    endpoint.WorkspaceId == tenant
                    && !endpoint.IsDeleted
                    && endpoint.Number("api_version") != 1
                    && endpoint.Fields["event_type_ids"] is JsonArray types
                    && types.Any(one => one?.ToString() == type)
                    && Accepts(endpoint, "page_ids", page)
                    && Accepts(endpoint, "funnel_ids", funnel)
                )
                .Select(endpoint => endpoint.Id),
        ];
    }

    public override JsonObject Describe(EventRule rule, Record subject, JsonObject data, RecordStore store, DateTimeOffset time)
    {
        var (page, funnel) = PageOf(subject, store);
        return new JsonObject
        {
            ["uuid"] = store.NewUuid(),
            ["event_type_id"] = rule.Type,
            ["api_version"] = 2L,
            ["subject_id"] = subject.Id,
            ["subject_type"] = rule.SubjectType,
            ["data"] = data,
            ["page_id"] = page,
            ["funnel_id"] = funnel,
            ["created_at"] = WireText.Time(time),
        };
    }

    [Behavior(
        "A delivery is the JSON object data, event_id, event_type, subject_id, subject_type, created_at, page_id, funnel_id, "
            + "api_version, workspace_id",
        Evidence.Documented,
        "vendor guide, webhooks; event catalog of 2026-08 for the last two"
    )]
    [Behavior("data is the record as reading it shows it", Evidence.Documented, "vendor guide, webhooks")]
    [Behavior("The data of a deleted record is its last state", Evidence.Assumed, "not published")]
    public override byte[] Body(Record recorded) =>
        Encoding.UTF8.GetBytes(
            new JsonObject
            {
                ["data"] = recorded.Fields["data"]?.DeepClone(),
                ["event_id"] = recorded.Text("uuid"),
                ["event_type"] = recorded.Text("event_type_id"),
                ["subject_id"] = recorded.Number("subject_id"),
                ["subject_type"] = recorded.Text("subject_type"),
                ["created_at"] = recorded.Text("created_at"),
                ["page_id"] = recorded.Number("page_id"),
                ["funnel_id"] = recorded.Number("funnel_id"),
                ["api_version"] = 2,
                ["workspace_id"] = recorded.WorkspaceId,
            }.ToJsonString(Plain)
        );

    [Behavior(
        "A delivery is signed: HMAC-SHA256 of timestamp, dot and body with the secret of the endpoint, in lower-case hexadecimal",
        Evidence.Documented,
        "vendor guide, webhooks, 2025-11"
    )]
    [Behavior("Each attempt is signed anew, with the time of the attempt", Evidence.Assumed, "not published")]
    [Behavior("The User-Agent of deliveries names the emulator", Evidence.Assumed, "the service's is not published")]
    public override HttpRequestMessage Request(DeliveryAddress endpoint, string type, byte[] body, DateTimeOffset signedAt)
    {
        var timestamp = signedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(endpoint.Secret));
        hash.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        hash.AppendData(body);
        var request = new HttpRequestMessage(HttpMethod.Post, endpoint.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("ClickFunnels-Emulator", "2.0"));
        request.Headers.Add(SignatureHeader, Convert.ToHexStringLower(hash.GetHashAndReset()));
        request.Headers.Add(TimestampHeader, timestamp);
        return request;
    }

    public override string? AddressOf(Record endpoint) => endpoint.Text("url");

    public override string? SecretOf(RecordStore store, Record endpoint) => store.SecretOf(endpoint.Id);

    [Behavior("The statuses 200 to 207 and 226 mean that the event was accepted", Evidence.Documented, "vendor guide, webhooks, 2025-11")]
    public override bool Accepts(int status) => status is (>= 200 and <= 207) or 226;

    // A recorded event has both ids as well.
    private static (long? Page, long? Funnel) PageOf(Record about, RecordStore store)
    {
        var page = about.Number("page_id");
        return (page, about.Number("funnel_id") ?? (page is { } id ? store.Find("Page", id)?.Number("funnel_id") : null));
    }

    private static bool Accepts(Record endpoint, string name, long? id) =>
        endpoint.Fields[name] is not JsonArray { Count: > 0 } || (id is { } known && endpoint.Numbers(name).Contains(known));
}
