using ClickFunnels.Webhooks;

namespace ClickFunnels.AspNetCore;

/// <summary>
/// Remembers the time of the latest event of each record, because events can arrive out of order. A handler that copies records
/// uses it to skip events that are older than its copy. Source: vendor guide, webhooks, 2025-11.
/// </summary>
/// <remarks>
/// Two events of one record can be handled at the same time. If the last write must be the latest event, compare the times in your
/// own table too: <c>update … where updated_at &lt; @createdAt</c>.
/// </remarks>
public interface IWebhookOrder
{
    /// <summary>Records the time of an event atomically, unless the time of a later event is recorded.</summary>
    /// <param name="subject">The record.</param>
    /// <param name="createdAt">The time of the event.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if a later event is recorded. An equal time returns true, so that a retry is not skipped.</returns>
    Task<bool> TryAdvanceAsync(WebhookSubject subject, DateTimeOffset createdAt, CancellationToken cancellationToken = default);

    /// <summary>Removes the records that had no event for the given time.</summary>
    /// <param name="retention">The time for which a record is remembered.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task CleanUpAsync(TimeSpan retention, CancellationToken cancellationToken = default);
}

/// <summary>Identifies the record that an event is about.</summary>
/// <param name="Tenant">The tenant; empty for an endpoint without tenants.</param>
/// <param name="Type">The type of the record, such as <c>Contact</c>.</param>
/// <param name="Id">The numeric id of the record.</param>
public readonly record struct WebhookSubject(string Tenant, string Type, long Id);

/// <summary>Extension methods for events that arrive out of order.</summary>
public static class WebhookOrdering
{
    /// <summary>Returns true if the event is newer than a time that you store, for example the time of your copy of the record.</summary>
    /// <param name="notification">The event.</param>
    /// <param name="time">The stored time; null if you have none.</param>
    /// <returns>True if the event is newer, if <paramref name="time" /> is null, or if the event has no time.</returns>
    public static bool IsNewerThan(this WebhookNotification notification, DateTimeOffset? time)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return time is null || notification.CreatedAt is null || notification.CreatedAt > time;
    }

    /// <summary>Records the time of an event, unless the time of a later event of the same record is recorded.</summary>
    /// <param name="order">The order to record the time in.</param>
    /// <param name="tenant">The tenant; empty for an endpoint without tenants.</param>
    /// <param name="notification">The event.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if a later event is recorded. True also if the event has no record or no time.</returns>
    public static Task<bool> TryAdvanceAsync(
        this IWebhookOrder order,
        string tenant,
        WebhookNotification notification,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(notification);
        return notification is { SubjectType: { Length: > 0 and <= 200 } type, SubjectId: { } id, CreatedAt: { } createdAt }
            ? order.TryAdvanceAsync(new WebhookSubject(tenant, type, id), createdAt, cancellationToken)
            : Task.FromResult(true);
    }
}
