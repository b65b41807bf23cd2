using System;
using System.Net.Http;
using ClickFunnels;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Where users of dependency injection look for it.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers ClickFunnels clients.</summary>
public static class ClickFunnelsServiceCollectionExtensions
{
    private const string HttpClientPrefix = "ClickFunnels";

    /// <summary>
    /// Registers a <see cref="ClickFunnelsClient" /> as a singleton. Its requests go through <c>IHttpClientFactory</c>;
    /// the settings are checked when the host starts, or else when the client is first asked for.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the access token, the User-Agent and whatever else.</param>
    /// <returns>A builder of the HTTP client, for handlers of your own; they see each attempt.</returns>
    public static IHttpClientBuilder AddClickFunnels(this IServiceCollection services, Action<ClickFunnelsClientOptions> configure)
    {
        var builder = AddClickFunnels(services, Options.Options.DefaultName, configure);
        services.AddSingleton(static provider => provider.GetRequiredKeyedService<ClickFunnelsClient>(Options.Options.DefaultName));
        return builder;
    }

    /// <summary>
    /// Registers a further account under a name; ask for it with <c>[FromKeyedServices("name")] ClickFunnelsClient</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the account.</param>
    /// <param name="configure">Sets the access token, the User-Agent and whatever else.</param>
    /// <returns>A builder of the HTTP client, for handlers of your own; they see each attempt.</returns>
    public static IHttpClientBuilder AddClickFunnels(this IServiceCollection services, string name, Action<ClickFunnelsClientOptions> configure)
    {
        if (services is null)
        {
            throw new ArgumentNullException(nameof(services));
        }

        if (name is null)
        {
            throw new ArgumentNullException(nameof(name));
        }

        if (configure is null)
        {
            throw new ArgumentNullException(nameof(configure));
        }

        services.AddOptions<ClickFunnelsClientOptions>(name).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClickFunnelsClientOptions>, ValidateClickFunnelsClientOptions>());

        var httpClientName = name.Length == 0 ? HttpClientPrefix : HttpClientPrefix + "." + name;
        services.AddKeyedSingleton(name, (provider, _) => Create(provider, name, httpClientName));

        // The factory would log addresses, whose queries hold e-mail addresses; the client logs route templates itself.
        return services.AddHttpClient(httpClientName).RemoveAllLoggers().ConfigurePrimaryHttpMessageHandler(static () => PrimaryHandler.Create());
    }

    private static ClickFunnelsClient Create(IServiceProvider provider, string name, string httpClientName)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<ClickFunnelsClientOptions>>().Get(name).Copy();
        options.HttpHandler ??= new FactoryHandler(provider.GetRequiredService<IHttpMessageHandlerFactory>(), httpClientName);
        options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
        options.TimeProvider ??= provider.GetService<TimeProvider>();
        return new ClickFunnelsClient(options);
    }
}
