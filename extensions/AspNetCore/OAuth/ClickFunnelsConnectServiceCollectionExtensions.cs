using ClickFunnels.AspNetCore;
using ClickFunnels.OAuth;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Where users of dependency injection look for it.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what connects accounts of customers.</summary>
public static class ClickFunnelsConnectServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="OAuthClient" />, <see cref="ClickFunnelsClientFactory" /> and <see cref="ClickFunnelsConnector" /> as
    /// singletons. Tokens are kept in memory until you register an <see cref="IOAuthTokenStore" /> of your own, a singleton too.
    /// Map the pages with <c>app.MapClickFunnelsConnect("/connect/clickfunnels")</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets client id, secret, redirect URI, User-Agent and whatever else; all problems are reported when the
    /// application starts.</param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">It was called before.</exception>
    public static IServiceCollection AddClickFunnelsConnect(this IServiceCollection services, Action<ClickFunnelsConnectOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(static service => service.ServiceType == typeof(ConnectEndpoint)))
        {
            throw new InvalidOperationException(
                "AddClickFunnelsConnect was called before: an application has one registration in the developer portal."
            );
        }

        services.AddLogging();
        services.AddDataProtection();
        services
            .AddOptions<ClickFunnelsConnectOptions>()
            .Configure(configure)
            .PostConfigure<ILoggerFactory, IServiceProvider>(Complete)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<ClickFunnelsConnectOptions>, ValidateClickFunnelsConnectOptions>();

        services.TryAddSingleton<IOAuthTokenStore, InMemoryOAuthTokenStore>();
        services.AddSingleton(static provider => new OAuthClient(Options(provider).OAuth));
        services.AddSingleton(static provider => new ClickFunnelsClientFactory(
            provider.GetRequiredService<IOAuthTokenStore>(),
            Options(provider).Client
        ));
        services.AddSingleton(static provider => new ClickFunnelsConnector(
            provider.GetRequiredService<OAuthClient>(),
            provider.GetRequiredService<IOAuthTokenStore>(),
            provider.GetRequiredService<ILogger<ClickFunnelsConnector>>()
        ));
        services.AddSingleton<ConnectCookie>();
        services.AddSingleton<ConnectEndpoint>();
        services.AddHostedService<ConnectStoreWarning>();
        return services;
    }

    private static ClickFunnelsConnectOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ClickFunnelsConnectOptions>>().Value;

    private static void Complete(ClickFunnelsConnectOptions options, ILoggerFactory loggers, IServiceProvider services)
    {
        if (options.Client is { } client)
        {
            client.UserAgent ??= options.OAuth?.UserAgent;
            client.LoggerFactory ??= loggers;
            client.TimeProvider ??= services.GetService<TimeProvider>();
        }
    }
}
