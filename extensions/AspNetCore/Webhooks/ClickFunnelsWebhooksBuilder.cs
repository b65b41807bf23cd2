using System.Diagnostics.CodeAnalysis;
using ClickFunnels.Core.Infrastructure;
using ClickFunnels.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ClickFunnels.AspNetCore;

/// <summary>Registers the handlers, the store and the secret provider of the webhook receiver.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
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
    /// The class, such as <see cref="ContactCreated" />, <see cref="UnknownWebhookNotification" /> or
    /// <see cref="VersionOneWebhookNotification" />.
    /// </typeparam>
    /// <param name="handler">The function. The context has the services of its scope.</param>
    /// <exception cref="InvalidOperationException">A handler for the class is already registered.</exception>
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

    /// <summary>Handles events of one class with a handler that is resolved for each attempt, in its own scope.</summary>
    /// <typeparam name="TNotification">The class, such as <see cref="ContactCreated" />.</typeparam>
    /// <typeparam name="THandler">The handler. It is registered as scoped unless you have registered it.</typeparam>
    /// <exception cref="InvalidOperationException">A handler for the class is already registered.</exception>
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
    /// Handles all other events with a function: known types without a handler, unknown types, and events of any type in the format
    /// of version 1.
    /// </summary>
    /// <param name="handler">The function.</param>
    /// <exception cref="InvalidOperationException">Such a handler is already registered.</exception>
    public ClickFunnelsWebhooksBuilder OnAny(Func<WebhookNotification, WebhookContext, CancellationToken, Task> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        _handlers.AddFallback(new WebhookHandling(handler));
        return this;
    }

    /// <summary>Handles all other events with a handler that is resolved for each attempt, in its own scope.</summary>
    /// <typeparam name="THandler">The handler. It is registered as scoped unless you have registered it.</typeparam>
    /// <exception cref="InvalidOperationException">Such a handler is already registered.</exception>
    public ClickFunnelsWebhooksBuilder OnAny<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] THandler>()
        where THandler : class, IWebhookHandler<WebhookNotification>
    {
        Services.TryAddScoped<THandler>();
        return OnAny(
            static (notification, context, cancellationToken) =>
                context.Services.GetRequiredService<THandler>().HandleAsync(notification, context, cancellationToken)
        );
    }

    /// <summary>Finds secrets with your own provider, for example in a database.</summary>
    /// <typeparam name="TProvider">The provider. It is registered as a singleton.</typeparam>
    public ClickFunnelsWebhooksBuilder UseSecrets<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TProvider
    >()
        where TProvider : class, IWebhookSecretProvider
    {
        Services.Replace(ServiceDescriptor.Singleton<IWebhookSecretProvider, TProvider>());
        return this;
    }

    /// <summary>Stores events in your own store.</summary>
    /// <param name="store">Creates the store. Called once.</param>
    /// <param name="order">Creates the order of events. Called once.</param>
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
