namespace ClickFunnels.AspNetCore;

/// <summary>
/// Remembers the time of the latest event of each record, because events can arrive out of order: a handler that copies
/// snapshots skips those that are older than what it has copied. Source: vendor guide, webhooks, 2025-11.
/// </summary>
/// <remarks>
/// Two events of one record may be handled at the same time. Where the last word matters, compare in your own table as well:
/// <c>update … where updated_at &lt; @createdAt</c>.
/// </remarks>
public interface IWebhookOrder
{
    /// <summary>Records the time, unless a later one is recorded; in one step.</summary>
    /// <param name="subject">The record.</param>
    /// <param name="createdAt">When the event happened.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when a later event was seen. The same time again is no later one, so a repeated attempt is not skipped.</returns>
    Task<bool> TryAdvanceAsync(WebhookSubject subject, DateTimeOffset createdAt, CancellationToken cancellationToken = default);

    /// <summary>Forgets records without an event for this long.</summary>
    /// <param name="retention">For how long they are remembered.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task CleanUpAsync(TimeSpan retention, CancellationToken cancellationToken = default);
}

/// <summary>The record that an event is about.</summary>
/// <param name="Tenant">The tenant; empty for an endpoint without tenants.</param>
/// <param name="Type">Kind of the record, such as <c>Contact</c>.</param>
/// <param name="Id">Its numeric id.</param>
public readonly record struct WebhookSubject(string Tenant, string Type, long Id);
