using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator;

/// <summary>A report of a commerce provider to an external purchase endpoint.</summary>
/// <param name="EventType">The provider's name of the event, such as <c>payment.succeeded</c>.</param>
public sealed record ExternalPurchaseReport(string EventType)
{
    /// <summary>The provider's id of the event; made up when null.</summary>
    public string? EventId { get; init; }

    /// <summary>The provider's id of what was sold, which a product mapping names.</summary>
    public string? ProductSku { get; init; }

    /// <summary>The provider's id of the subscription; payments, failures and memberships of one subscription have the same.</summary>
    public string? SubscriptionId { get; init; }

    /// <summary>The provider's id of the payment; its refunds and disputes have the same.</summary>
    public string? PaymentId { get; init; }

    /// <summary>The provider's id of the refund or dispute.</summary>
    public string? CaseId { get; init; }

    /// <summary>
    /// State of the refund, such as <c>succeeded</c> or <c>failed</c>, or of the dispute, such as <c>lost</c> or <c>won</c>.
    /// </summary>
    public string? Status { get; init; }

    /// <summary>True if the membership ends with its period, for <c>membership.cancel_at_period_end_changed</c>.</summary>
    public bool CancelsAtPeriodEnd { get; init; }

    /// <summary>Email address of the buyer.</summary>
    public string? BuyerEmail { get; init; }

    /// <summary>The event as the provider sends it, which the emulator stores and does not read; the facts above when null.</summary>
    public JsonObject? Payload { get; init; }

    /// <summary>Returns the type of the event; never data of the buyer.</summary>
    public override string ToString() => EventType;
}
