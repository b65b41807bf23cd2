using ClickFunnels.Webhooks;

namespace ClickFunnels.AspNetCore;

/// <summary>Handles events of one class. Each attempt gets a new instance in its own dependency injection scope.</summary>
/// <remarks>
/// A handler can run more than once for the same event: after it threw, after it timed out, or after the process ended before the
/// success was recorded. Make its work idempotent.
/// </remarks>
/// <typeparam name="TNotification">
/// The class of the event, such as <see cref="ContactCreated" />, or <see cref="WebhookNotification" /> for all events.
/// </typeparam>
public interface IWebhookHandler<in TNotification>
    where TNotification : WebhookNotification
{
    /// <summary>Handles an event. If this method throws, the event is tried again.</summary>
    /// <param name="notification">The event.</param>
    /// <param name="context">The delivery of the event.</param>
    /// <param name="cancellationToken">Canceled when the timeout expires, the application stops, or the claim is lost.</param>
    Task HandleAsync(TNotification notification, WebhookContext context, CancellationToken cancellationToken);
}
