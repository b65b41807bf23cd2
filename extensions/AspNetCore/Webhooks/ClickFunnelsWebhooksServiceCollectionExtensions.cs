using ClickFunnels.AspNetCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Where users of dependency injection look for it.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the webhook receiver.</summary>
public static class ClickFunnelsWebhooksServiceCollectionExtensions
{
    /// <summary>
    /// Registers the receiver: events are kept in memory and secrets taken from the options unless the builder says otherwise.
    /// Map its endpoint with <c>app.MapClickFunnelsWebhooks("/webhooks/clickfunnels")</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the secrets and whatever else; all problems are reported when the application starts.</param>
    /// <returns>A builder, to register handlers with.</returns>
    /// <exception cref="InvalidOperationException">It was called before.</exception>
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
                "AddClickFunnelsWebhooks was called before: register all handlers with the builder that it returned."
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
    /// Adds a check that is degraded when events wait too long or were given up, and unhealthy when the store does not answer.
    /// </summary>
    /// <param name="builder">The health checks.</param>
    /// <param name="name">Name of the check.</param>
    public static IHealthChecksBuilder AddClickFunnelsWebhooks(this IHealthChecksBuilder builder, string name = "clickfunnels_webhooks")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddCheck<WebhookHealthCheck>(name);
    }
}
