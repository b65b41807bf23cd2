namespace ClickFunnels.AspNetCore;

/// <summary>What a store holds that is not done.</summary>
/// <param name="Open">Events that are accepted and not handled: ready, being handled, or waiting for their next attempt.</param>
/// <param name="DeadLetters">Events that were given up.</param>
/// <param name="BacklogAge">For how long the event that waits longest has been ready for a worker; zero when none is ready.</param>
public readonly record struct WebhookStoreCounts(long Open, long DeadLetters, TimeSpan BacklogAge);
