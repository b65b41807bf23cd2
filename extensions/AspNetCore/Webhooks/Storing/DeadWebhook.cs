namespace ClickFunnels.AspNetCore;

/// <summary>An event that no attempt could handle. It waits for you to requeue or to discard it.</summary>
/// <param name="Webhook">The event.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Failure">Type of the last failure; never its message, which may hold personal data.</param>
/// <param name="DiedAt">When it was given up (UTC).</param>
public sealed record DeadWebhook(ReceivedWebhook Webhook, int Attempts, string Failure, DateTimeOffset DiedAt);
