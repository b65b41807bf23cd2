namespace ClickFunnels.AspNetCore;

/// <summary>Identifies an event. The same event id of two tenants identifies two events.</summary>
/// <param name="Tenant">The tenant; empty for an endpoint without tenants.</param>
/// <param name="EventId">
/// The event id of the sender. If the sender sent no id, or an id that is longer than 200 characters or is not plain printable
/// ASCII, a hash of the body or of the id replaces it: <c>sha256:</c> and 64 hexadecimal digits.
/// </param>
public readonly record struct WebhookKey(string Tenant, string EventId)
{
    /// <summary>Returns the tenant, if there is one, and the event id.</summary>
    public override string ToString() => Tenant.Length == 0 ? EventId : Tenant + "/" + EventId;
}

/// <summary>A received event. Its signature is verified; it is not handled yet.</summary>
public sealed class ReceivedWebhook
{
    /// <summary>The key of the event.</summary>
    public required WebhookKey Key { get; init; }

    /// <summary>The name of the event type, such as <c>contact.created</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>The time of the event; null if the sender did not send it.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The time at which the event was received (UTC).</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The raw bytes of the body. They can contain personal data.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Returns the type and the key of the event; never its body.</summary>
    public override string ToString() => $"{EventType} {Key}";
}

/// <summary>
/// The right to handle an event until the lease expires. The token is a fencing token: after another process has claimed the event,
/// every operation with the old claim is refused.
/// </summary>
/// <param name="Key">The key of the event.</param>
/// <param name="Token">The token, unique for each claim.</param>
public readonly record struct WebhookClaim(WebhookKey Key, Guid Token);

/// <summary>An event and the claim to handle it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Webhook">The event.</param>
/// <param name="Attempt">The number of the attempt, starting at 1. An attempt that ended with a crash counts.</param>
public sealed record ClaimedWebhook(WebhookClaim Claim, ReceivedWebhook Webhook, int Attempt);

/// <summary>A dead letter: an event for which every attempt failed. Requeue or discard it.</summary>
/// <param name="Webhook">The event.</param>
/// <param name="Attempts">The number of attempts.</param>
/// <param name="Failure">The type of the last error; never its message, which can contain personal data.</param>
/// <param name="DiedAt">The time at which the event became a dead letter (UTC).</param>
public sealed record DeadWebhook(ReceivedWebhook Webhook, int Attempts, string Failure, DateTimeOffset DiedAt);
