using ClickFunnels.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace ClickFunnels.AspNetCore;

/// <summary>What a handler knows beside the event itself.</summary>
public sealed class WebhookContext
{
    private readonly WebhookNotification _notification;

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
    public Task<bool> IsLatestAsync(CancellationToken cancellationToken = default) =>
        Services.GetRequiredService<IWebhookOrder>().TryAdvanceAsync(Tenant, _notification, cancellationToken);
}
