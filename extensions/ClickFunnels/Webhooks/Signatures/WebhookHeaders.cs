namespace ClickFunnels.Webhooks;

/// <summary>Names of the headers of a delivery. Source: vendor guide, webhooks, 2025-11.</summary>
public static class WebhookHeaders
{
    /// <summary>Signature of the delivery: 64 lower-case hexadecimal digits.</summary>
    public const string Signature = "X-Webhook-ClickFunnels-Signature";

    /// <summary>Time of the signature, in seconds since 1970-01-01T00:00:00Z.</summary>
    public const string Timestamp = "X-Webhook-ClickFunnels-Timestamp";
}
