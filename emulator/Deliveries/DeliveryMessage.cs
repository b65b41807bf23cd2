using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Deliveries;

/// <summary>The request that delivers an event to an endpoint.</summary>
internal static class DeliveryMessage
{
    public const string SignatureHeader = "X-Webhook-ClickFunnels-Signature";
    public const string TimestampHeader = "X-Webhook-ClickFunnels-Timestamp";
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body: the same bytes for every endpoint and attempt.</summary>
    [Behavior(
        "A delivery is the JSON object data, event_id, event_type, subject_id, subject_type, created_at, page_id, funnel_id, "
            + "api_version, workspace_id",
        Evidence.Documented,
        "vendor guide, webhooks; event catalog of 2026-08 for the last two"
    )]
    [Behavior("data is the record as reading it shows it", Evidence.Documented, "vendor guide, webhooks")]
    [Behavior("The data of a deleted record is its last state", Evidence.Assumed, "not published")]
    public static byte[] Body(Record recorded) =>
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
    public static HttpRequestMessage Request(Uri url, byte[] body, string secret, DateTimeOffset signedAt)
    {
        var timestamp = signedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.ASCII.GetBytes(timestamp + "."));
        hash.AppendData(body);
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("ClickFunnels-Emulator", "2.0"));
        request.Headers.Add(SignatureHeader, Convert.ToHexStringLower(hash.GetHashAndReset()));
        request.Headers.Add(TimestampHeader, timestamp);
        return request;
    }
}
