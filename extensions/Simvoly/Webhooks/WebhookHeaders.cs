namespace Simvoly.Webhooks;

/// <summary>Names of the headers of a delivery. Source: observed in receivers of other people.</summary>
public static class WebhookHeaders
{
    /// <summary>Type of the event, such as <c>order_created</c>. It is not part of the signature.</summary>
    public const string Topic = "X-Webhook-Topic";

    /// <summary>Signature of the body: 128 lower-case hexadecimal digits.</summary>
    public const string Signature = "X-Webhook-Signature";

    /// <summary>Host of the website that sent the event. It is not part of the signature.</summary>
    public const string Source = "X-Webhook-Source";
}
