using System.Collections.Generic;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>The part of an external purchase endpoint that is set up at Whop.</summary>
public static class WhopWebhooks
{
    /// <summary>
    /// The events that the webhook at Whop has to send. With fewer, cancellations, refunds or disputes never arrive (documented).
    /// </summary>
    public static IReadOnlyList<string> RequiredEvents { get; } =
    [
        "payment.succeeded",
        "payment.failed",
        "membership.activated",
        "membership.deactivated",
        "membership.cancel_at_period_end_changed",
        "refund.created",
        "refund.updated",
        "dispute.created",
        "dispute.updated",
    ];
}
