using ClickFunnels.Core.Infrastructure;
using ClickFunnels.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace ClickFunnels.AspNetCore;

/// <summary>The delivery of an event to a handler: its key, tenant, time, attempt and services.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public class WebhookContext
{
    private readonly WebhookNotification _notification;

    /// <summary>Creates a context. Use it to test handlers.</summary>
    /// <param name="notification">The event.</param>
    /// <param name="services">The services; null for none. <see cref="IsLatestAsync" /> requires an <see cref="IWebhookOrder" />.</param>
    /// <param name="tenant">The tenant; empty for an endpoint without tenants.</param>
    /// <param name="receivedAt">The time of the delivery; null for now.</param>
    /// <param name="attempt">The number of the attempt, starting at 1.</param>
    public WebhookContext(
        WebhookNotification notification,
        IServiceProvider? services = null,
        string tenant = "",
        DateTimeOffset? receivedAt = null,
        int attempt = 1
    )
    {
        ArgumentNullException.ThrowIfNull(notification);
        ArgumentNullException.ThrowIfNull(tenant);
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        _notification = notification;
        Key = new WebhookKey(tenant, notification.EventId);
        ReceivedAt = receivedAt ?? DateTimeOffset.UtcNow;
        Attempt = attempt;
        Services = services ?? new NoServices();
    }

    internal WebhookContext(ClaimedWebhook claimed, WebhookNotification notification, IServiceProvider services)
    {
        _notification = notification;
        Key = claimed.Webhook.Key;
        ReceivedAt = claimed.Webhook.ReceivedAt;
        Attempt = claimed.Attempt;
        Services = services;
    }

    /// <summary>The key of the event, even if the sender sent no id. Use it to make your work idempotent.</summary>
    public WebhookKey Key { get; }

    /// <summary>The tenant; empty for an endpoint without tenants.</summary>
    public string Tenant => Key.Tenant;

    /// <summary>The time at which the event was received (UTC).</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The number of the attempt, starting at 1.</summary>
    public int Attempt { get; }

    /// <summary>The services of the scope of this attempt.</summary>
    public IServiceProvider Services { get; }

    /// <summary>
    /// Returns true if no later event about the same record was seen, so that the record in this event is not stale, and records
    /// this event as the latest. See <see cref="IWebhookOrder" />. Also returns true if the event has no record or no time.
    /// </summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public virtual Task<bool> IsLatestAsync(CancellationToken cancellationToken = default) =>
        Services.GetRequiredService<IWebhookOrder>().TryAdvanceAsync(Tenant, _notification, cancellationToken);

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
