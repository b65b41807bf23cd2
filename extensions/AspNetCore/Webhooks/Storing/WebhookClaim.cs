namespace ClickFunnels.AspNetCore;

/// <summary>
/// The right to handle an event until the lease runs out. The token fences: once another process has claimed the event, all
/// that is tried with the old claim is refused.
/// </summary>
/// <param name="Key">The event.</param>
/// <param name="Token">Another one for each claim.</param>
public readonly record struct WebhookClaim(WebhookKey Key, Guid Token);

/// <summary>An event together with the claim to handle it.</summary>
/// <param name="Claim">The claim.</param>
/// <param name="Webhook">The event.</param>
/// <param name="Attempt">Which attempt this is, from 1. An attempt that a crash ended counts.</param>
public sealed record ClaimedWebhook(WebhookClaim Claim, ReceivedWebhook Webhook, int Attempt);
