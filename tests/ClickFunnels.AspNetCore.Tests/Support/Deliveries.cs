using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using ClickFunnels.Webhooks;

namespace ClickFunnels.AspNetCore.Tests.Support;

/// <summary>Creates, signs and sends events.</summary>
internal static class Deliveries
{
    /// <summary>Part of each record. It must never be logged.</summary>
    public static readonly string PersonalData = LogCapture.Forbid("jane.personal@example.com");

    public static string NewSecret() => LogCapture.Forbid("whsec-" + Guid.NewGuid().ToString("N"));

    public static string NewId() => Guid.NewGuid().ToString();

    public static byte[] Event(string? id = null, string type = "contact.created", long subjectId = 7, DateTimeOffset? createdAt = null)
    {
        var fields = new Dictionary<string, object?>
        {
            ["data"] = new { id = subjectId, email_address = PersonalData },
            ["event_type"] = type,
            ["subject_id"] = subjectId,
            ["subject_type"] = "Contact",
            ["created_at"] = (createdAt ?? new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).ToString(
                "O",
                CultureInfo.InvariantCulture
            ),
        };
        if (id is not null)
        {
            fields["event_id"] = id;
        }

        return JsonSerializer.SerializeToUtf8Bytes(fields);
    }

    public static HttpRequestMessage Request(byte[] body, string secret, DateTimeOffset signedAt, string path = TestReceiver.Path)
    {
        var signed = WebhookSignature.Sign(body, secret, signedAt);
        LogCapture.Forbid(signed.Signature);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Headers.Add(WebhookHeaders.Signature, signed.Signature);
        request.Headers.Add(WebhookHeaders.Timestamp, signed.Timestamp);
        return request;
    }

    public static async Task<HttpStatusCode> SendAsync(
        this HttpClient http,
        byte[] body,
        string secret,
        DateTimeOffset? signedAt = null,
        string path = TestReceiver.Path
    )
    {
        using var request = Request(body, secret, signedAt ?? DateTimeOffset.UtcNow, path);
        using var response = await http.SendAsync(request);
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.Empty, "No response has a body.");
        return response.StatusCode;
    }

    public static ReceivedWebhook Received(string? id = null, string tenant = "", string type = "contact.created") =>
        new()
        {
            Key = new WebhookKey(tenant, id ?? NewId()),
            EventType = type,
            CreatedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            ReceivedAt = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero),
            Body = Encoding.UTF8.GetBytes($"body of {id}"),
        };
}
