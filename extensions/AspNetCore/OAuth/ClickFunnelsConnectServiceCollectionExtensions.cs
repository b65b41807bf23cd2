using ClickFunnels.AspNetCore;
using ClickFunnels.OAuth;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Extension methods of service collections belong to this namespace.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the services that connect accounts of customers.</summary>
public static class ClickFunnelsConnectServiceCollectionExtensions
{
    /// <summary>
    /// Registers <see cref="OAuthClient" />, <see cref="ClickFunnelsClientFactory" /> and <see cref="ClickFunnelsConnector" /> as
    /// singletons. Tokens are kept in memory unless you register your own <see cref="IOAuthTokenStore" /> as a singleton. Map the
    /// pages with <c>app.MapClickFunnelsConnect("/connect/clickfunnels")</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">
    /// Sets the client id, the client secret, the redirect URI and the User-Agent, and any other option. All validation errors are
    /// reported when the application starts.
    /// </param>
    /// <returns>The services.</returns>
    /// <exception cref="InvalidOperationException">The method was already called.</exception>
    public static IServiceCollection AddClickFunnelsConnect(this IServiceCollection services, Action<ClickFunnelsConnectOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(static service => service.ServiceType == typeof(ConnectEndpoint)))
        {
            throw new InvalidOperationException(
                "AddClickFunnelsConnect was already called: an application has one registration in the developer portal."
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

    /// <summary>
    /// Stores tokens in files that Data Protection encrypts, see <see cref="FileOAuthTokenStore" />. Call it beside
    /// <see cref="AddClickFunnelsConnect" />, and configure where Data Protection keeps its keys.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="folder">The folder; it must hold nothing else.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddClickFunnelsTokenFiles(this IServiceCollection services, string folder)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        services.AddDataProtection();
        services.RemoveAll<IOAuthTokenStore>();
        return services.AddSingleton<IOAuthTokenStore>(provider => new FileOAuthTokenStore(
            folder,
            provider.GetRequiredService<IDataProtectionProvider>()
        ));
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

    /// <summary>Logs a warning at startup if tokens are lost when the process ends.</summary>
    private sealed class ConnectStoreWarning(IOAuthTokenStore tokens, ILogger<ClickFunnelsConnector> logger) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            if (tokens is InMemoryOAuthTokenStore)
            {
                ConnectLog.KeptInMemory(logger);
            }

            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
