using ClickFunnels.Webhooks;

namespace ClickFunnels.AspNetCore;

/// <summary>Handles events of one class. A new instance is made for each attempt, in a scope of its own.</summary>
/// <remarks>
/// It may be called again for the same event: after it threw, ran out of time, or the process ended before its success was
/// recorded. Let its work be safe to repeat.
/// </remarks>
/// <typeparam name="TNotification">The class of the event, such as <see cref="ContactCreated" />; <see cref="WebhookNotification" /> for
/// all.</typeparam>
public interface IWebhookHandler<in TNotification>
    where TNotification : WebhookNotification
{
    /// <summary>Handles an event. Whatever it throws lets the event be tried again.</summary>
    /// <param name="notification">The event.</param>
    /// <param name="context">What is known of the delivery.</param>
    /// <param name="cancellationToken">Canceled when the time is over, the application stops or the claim was lost.</param>
    Task HandleAsync(TNotification notification, WebhookContext context, CancellationToken cancellationToken);
}
