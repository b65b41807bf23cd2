using ClickFunnels.Webhooks;

namespace ClickFunnels.AspNetCore;

/// <summary>Calls the handler of an event.</summary>
internal delegate Task WebhookHandling(WebhookNotification notification, WebhookContext context, CancellationToken cancellationToken);

/// <summary>The registered handlers: at most one a class of events, and one for all others.</summary>
internal sealed class WebhookHandlers
{
    private readonly Dictionary<Type, WebhookHandling> _byClass = [];
    private WebhookHandling? _others;

    public void Add(Type notification, WebhookHandling handler)
    {
        if (notification.IsAbstract)
        {
            throw new ArgumentException(
                $"On<{notification.Name}> stands for no single class of events: name one such as ContactCreated, or use OnAny."
            );
        }

        // With two, a failure of one would repeat the other.
        if (!_byClass.TryAdd(notification, handler))
        {
            throw new InvalidOperationException($"There is a handler for {notification.Name} already: do both tasks in one handler.");
        }
    }

    public void AddForOthers(WebhookHandling handler) =>
        _others = _others is null
            ? handler
            : throw new InvalidOperationException("There is a handler for all other events already: do both tasks in one handler.");

    public WebhookHandling? Find(WebhookNotification notification) => _byClass.GetValueOrDefault(notification.GetType()) ?? _others;
}
