using ClickFunnels.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace ClickFunnels.AspNetCore;

/// <summary>What a handler knows beside the event itself.</summary>
public class WebhookContext
{
    private readonly WebhookNotification _notification;

    /// <summary>Creates a context; for tests of handlers.</summary>
    /// <param name="notification">The event.</param>
    /// <param name="services">The services; null for none. <see cref="IsLatestAsync" /> needs an <see cref="IWebhookOrder" />.</param>
    /// <param name="tenant">The tenant; empty for an endpoint without tenants.</param>
    /// <param name="receivedAt">Time of the delivery; null for now.</param>
    /// <param name="attempt">Number of the attempt, from 1.</param>
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

    /// <summary>Identifies the event, also when the sender gave it no id. Use it to make your work safe to repeat.</summary>
    public WebhookKey Key { get; }

    /// <summary>The tenant; empty for an endpoint without tenants.</summary>
    public string Tenant => Key.Tenant;

    /// <summary>When the event was received (UTC).</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt { get; }

    /// <summary>Services of the scope of this attempt.</summary>
    public IServiceProvider Services { get; }

    /// <summary>
    /// Whether no later event about the same record was seen here before, so that its snapshot is not stale; asking makes this
    /// event the latest. See <see cref="IWebhookOrder" />. True when the event names no record or no time.
    /// </summary>
    /// <param name="cancellationToken">Cancels.</param>
    public virtual Task<bool> IsLatestAsync(CancellationToken cancellationToken = default) =>
        Services.GetRequiredService<IWebhookOrder>().TryAdvanceAsync(Tenant, _notification, cancellationToken);

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
