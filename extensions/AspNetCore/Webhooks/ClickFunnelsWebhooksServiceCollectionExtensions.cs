using ClickFunnels.AspNetCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Extension methods of service collections belong to this namespace.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the webhook receiver.</summary>
public static class ClickFunnelsWebhooksServiceCollectionExtensions
{
    /// <summary>
    /// Registers the webhook receiver. By default it stores events in memory and takes secrets from the options; use the builder to
    /// change that. Map its endpoint with <c>app.MapClickFunnelsWebhooks("/webhooks/clickfunnels")</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options. All validation errors are reported when the application starts.</param>
    /// <returns>A builder to register handlers with.</returns>
    /// <exception cref="InvalidOperationException">The method was already called.</exception>
    public static ClickFunnelsWebhooksBuilder AddClickFunnelsWebhooks(
        this IServiceCollection services,
        Action<ClickFunnelsWebhooksOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(static service => service.ServiceType == typeof(WebhookHandlers)))
        {
            throw new InvalidOperationException(
                "AddClickFunnelsWebhooks was already called: register all handlers with the builder that the first call returned."
            );
        }

        services.AddOptions<ClickFunnelsWebhooksOptions>().Configure(configure).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ClickFunnelsWebhooksOptions>>(new ValidateClickFunnelsWebhooksOptions(services));
        services.AddMetrics();
        services.AddLogging();

        var handlers = new WebhookHandlers();
        services.AddSingleton(handlers);
        services.TryAddSingleton<IWebhookSecretProvider, OptionsWebhookSecretProvider>();
        services.TryAddSingleton<IWebhookEventStore, InMemoryWebhookEventStore>();
        services.TryAddSingleton<IWebhookOrder, InMemoryWebhookOrder>();
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<WebhookReceiver>();
        services.AddSingleton<WebhookAttempt>();
        services.AddHostedService<WebhookProcessor>();
        services.AddHostedService<WebhookHousekeeping>();
        services.AddHostedService<WebhookGauges>();
        return new ClickFunnelsWebhooksBuilder(services, handlers);
    }

    /// <summary>
    /// Adds a health check. It is degraded if events wait too long or if there are dead letters, and unhealthy if the store fails.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">The name of the health check.</param>
    public static IHealthChecksBuilder AddClickFunnelsWebhooks(this IHealthChecksBuilder builder, string name = "clickfunnels_webhooks")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<WebhookHealthCheck>(name);
    }
}
