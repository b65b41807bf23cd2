using ClickFunnels.Core;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>Describes deliveries in messages.</summary>
internal static class WebhookReading
{
    /// <summary>Returns type and id of an event; empty texts for a body that is none.</summary>
    public static (string Type, string Id) TypeAndId(byte[] body)
    {
        try
        {
            var notification = WebhookNotification.Parse(body);
            return (notification.EventType, notification.EventId);
        }
        catch (WebhookFormatException)
        {
            return ("", "");
        }
    }

    /// <summary>Returns the reason as a word for programs; null for a valid delivery.</summary>
    public static string? Code(WebhookVerificationResult result) =>
        result switch
        {
            WebhookVerificationResult.Valid => null,
            WebhookVerificationResult.SignatureMissing => "signature_missing",
            WebhookVerificationResult.TimestampMissing => "timestamp_missing",
            WebhookVerificationResult.TimestampMalformed => "timestamp_malformed",
            WebhookVerificationResult.TimestampTooOld => "timestamp_too_old",
            WebhookVerificationResult.TimestampTooNew => "timestamp_too_new",
            WebhookVerificationResult.SignatureMalformed => "signature_malformed",
            _ => "signature_mismatch",
        };

    /// <summary>Returns the reason as a sentence.</summary>
    public static string Explain(WebhookVerificationResult result) =>
        result switch
        {
            WebhookVerificationResult.Valid => "The delivery is valid.",
            WebhookVerificationResult.SignatureMissing => $"There is no header {WebhookHeaders.Signature}.",
            WebhookVerificationResult.TimestampMissing => $"There is no header {WebhookHeaders.Timestamp}.",
            WebhookVerificationResult.TimestampMalformed => "The timestamp is not a number of seconds.",
            WebhookVerificationResult.TimestampTooOld =>
                "The delivery was signed too long ago: it is a replay, or an old file (add --at with the time of the delivery).",
            WebhookVerificationResult.TimestampTooNew => "The delivery was signed in the future: a clock is wrong.",
            WebhookVerificationResult.SignatureMalformed => "The signature is not 64 hexadecimal digits in lower case.",
            _ => "The signature does not match: the secret is another one, or the body or the timestamp was changed.",
        };
}
