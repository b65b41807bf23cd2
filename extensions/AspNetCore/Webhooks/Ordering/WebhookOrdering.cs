using ClickFunnels.Webhooks;

namespace ClickFunnels.AspNetCore;

/// <summary>Helps with events that arrive out of order.</summary>
public static class WebhookOrdering
{
    /// <summary>Whether the event happened after a time that you keep, such as that of your copy of the record.</summary>
    /// <param name="notification">The event.</param>
    /// <param name="time">The time; null when you have none.</param>
    /// <returns>True also when there is no time to compare with, or the event has none.</returns>
    public static bool IsNewerThan(this WebhookNotification notification, DateTimeOffset? time)
    {
        ArgumentNullException.ThrowIfNull(notification);
        return time is null || notification.CreatedAt is null || notification.CreatedAt > time;
    }

    /// <summary>Records that an event of a record was seen, unless a later one was.</summary>
    /// <param name="order">Where it is recorded.</param>
    /// <param name="tenant">The tenant; empty for an endpoint without tenants.</param>
    /// <param name="notification">The event.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when a later event of the same record was seen; true when the event names no record or no time.</returns>
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
