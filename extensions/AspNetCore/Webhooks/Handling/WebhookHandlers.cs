using ClickFunnels.Webhooks;

namespace ClickFunnels.AspNetCore;

/// <summary>Calls the handler of an event.</summary>
internal delegate Task WebhookHandling(WebhookNotification notification, WebhookContext context, CancellationToken cancellationToken);

/// <summary>The registered handlers: at most one for each class of events, and one fallback for all other events.</summary>
internal sealed class WebhookHandlers
{
    private readonly Dictionary<Type, WebhookHandling> _byClass = [];
    private WebhookHandling? _fallback;

    public void Add(Type notification, WebhookHandling handler)
    {
        if (notification.IsAbstract)
        {
            throw new ArgumentException(
                $"On<{notification.Name}> does not name a single class of events: use a class such as ContactCreated, or use OnAny."
            );
        }

        // With two handlers, a failure of one would repeat the other.
        if (!_byClass.TryAdd(notification, handler))
        {
            throw new InvalidOperationException(
                $"A handler for {notification.Name} is already registered: combine both tasks in one handler."
            );
        }
    }

    public void AddFallback(WebhookHandling handler) =>
        _fallback = _fallback is null
            ? handler
            : throw new InvalidOperationException(
                "A handler for all other events is already registered: combine both tasks in one handler."
            );

    public WebhookHandling? Find(WebhookNotification notification) => _byClass.GetValueOrDefault(notification.GetType()) ?? _fallback;
}
