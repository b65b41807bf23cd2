using System.Diagnostics.CodeAnalysis;
using ClickFunnels.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ClickFunnels.AspNetCore;

/// <summary>Registers handlers, the store and the secrets of the webhook receiver.</summary>
public sealed class ClickFunnelsWebhooksBuilder
{
    private readonly WebhookHandlers _handlers;

    internal ClickFunnelsWebhooksBuilder(IServiceCollection services, WebhookHandlers handlers)
    {
        Services = services;
        _handlers = handlers;
    }

    /// <summary>The services of the application.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Handles events of one class with a function.</summary>
    /// <typeparam name="TNotification">
    /// The class, such as <see cref="ContactCreated" />; also <see cref="UnknownWebhookNotification" /> and
    /// <see cref="VersionOneWebhookNotification" />.
    /// </typeparam>
    /// <param name="handler">The function. It gets services of its scope from the context.</param>
    /// <exception cref="InvalidOperationException">There is a handler for the class already.</exception>
    public ClickFunnelsWebhooksBuilder On<TNotification>(Func<TNotification, WebhookContext, CancellationToken, Task> handler)
        where TNotification : WebhookNotification
    {
        ArgumentNullException.ThrowIfNull(handler);
        _handlers.Add(
            typeof(TNotification),
            (notification, context, cancellationToken) => handler((TNotification)notification, context, cancellationToken)
        );
        return this;
    }

    /// <summary>Handles events of one class with a handler that is resolved for each attempt, in a scope of its own.</summary>
    /// <typeparam name="TNotification">The class, such as <see cref="ContactCreated" />.</typeparam>
    /// <typeparam name="THandler">The handler; registered as scoped unless you registered it.</typeparam>
    /// <exception cref="InvalidOperationException">There is a handler for the class already.</exception>
    public ClickFunnelsWebhooksBuilder On<
        TNotification,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler
    >()
        where TNotification : WebhookNotification
        where THandler : class, IWebhookHandler<TNotification>
    {
        Services.TryAddScoped<THandler>();
        return On<TNotification>(
            static (notification, context, cancellationToken) =>
                context.Services.GetRequiredService<THandler>().HandleAsync(notification, context, cancellationToken)
        );
    }

    /// <summary>
    /// Handles with a function every event whose class has no handler of its own: known types that you named no handler for,
    /// unknown types, and events in the format of version 1 whatever their type.
    /// </summary>
    /// <param name="handler">The function.</param>
    /// <exception cref="InvalidOperationException">There is such a handler already.</exception>
    public ClickFunnelsWebhooksBuilder OnAny(Func<WebhookNotification, WebhookContext, CancellationToken, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _handlers.AddForOthers(new WebhookHandling(handler));
        return this;
    }

    /// <summary>Handles every event whose class has no handler of its own with a handler that is resolved for each attempt.</summary>
    /// <typeparam name="THandler">The handler; registered as scoped unless you registered it.</typeparam>
    /// <exception cref="InvalidOperationException">There is such a handler already.</exception>
    public ClickFunnelsWebhooksBuilder OnAny<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where THandler : class, IWebhookHandler<WebhookNotification>
    {
        Services.TryAddScoped<THandler>();
        return OnAny(
            static (notification, context, cancellationToken) =>
                context.Services.GetRequiredService<THandler>().HandleAsync(notification, context, cancellationToken)
        );
    }

    /// <summary>Finds secrets with a provider of your own, for example in a database.</summary>
    /// <typeparam name="TProvider">The provider, a singleton.</typeparam>
    public ClickFunnelsWebhooksBuilder UseSecrets<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider
    >()
        where TProvider : class, IWebhookSecretProvider
    {
        Services.Replace(ServiceDescriptor.Singleton<IWebhookSecretProvider, TProvider>());
        return this;
    }

    /// <summary>Keeps events in a store of your own.</summary>
    /// <param name="store">Makes the store, once.</param>
    /// <param name="order">Makes the memory for the order of events, once.</param>
    public ClickFunnelsWebhooksBuilder UseStore(
        Func<IServiceProvider, IWebhookEventStore> store,
        Func<IServiceProvider, IWebhookOrder> order
    )
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(order);
        Services.Replace(ServiceDescriptor.Singleton(store));
        Services.Replace(ServiceDescriptor.Singleton(order));
        return this;
    }
}
