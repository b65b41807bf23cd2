using System;
using System.Diagnostics.CodeAnalysis;
using ClickFunnels.Core.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickFunnels.Core.DependencyInjection;

/// <summary>Registers the client of a service. The packages of the services offer it as an extension method of their own.</summary>
public static class ApiClientRegistration
{
    /// <summary>
    /// Registers a client as a keyed singleton, and under the default name without a key as well. Its requests go through
    /// <c>IHttpClientFactory</c>; the settings are checked when the host starts, or else when the client is first resolved. When the
    /// settings change while the program runs, the next request has the new access token; other settings need a restart.
    /// </summary>
    /// <remarks>
    /// Handlers that the program adds to all HTTP clients for retries (Microsoft.Extensions.Http.Resilience and
    /// Microsoft.Extensions.Http.Polly) are left out, because the client retries by itself and knows which requests are safe to repeat. One
    /// that is added to the returned builder is kept.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="serviceName">Name of the service; the names of its HTTP clients begin with it.</param>
    /// <param name="name">Name of the account; empty for the default one.</param>
    /// <param name="configure">Sets the options.</param>
    /// <param name="create">Creates the client from a copy of the options.</param>
    /// <typeparam name="TClient">The type of the client.</typeparam>
    /// <typeparam name="TOptions">The type of its options.</typeparam>
    /// <returns>A builder of the HTTP client, for handlers of your own; they see each attempt.</returns>
    public static IHttpClientBuilder AddApiClient<
        TClient,
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions
    >(IServiceCollection services, string serviceName, string name, Action<TOptions> configure, Func<TOptions, TClient> create)
        where TClient : ApiClient
        where TOptions : ApiClientOptions
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

        services.AddOptions<TOptions>(name).Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, ApiClientOptionsValidator<TOptions>>());

        var httpClientName = name.Length == 0 ? serviceName : serviceName + "." + name;
        services.AddKeyedSingleton(name, (provider, _) => create(Options<TOptions>(provider, name, httpClientName)));
        if (name.Length == 0)
        {
            services.AddSingleton(static provider => provider.GetRequiredKeyedService<TClient>(string.Empty));
        }

        services.AddSingleton(new ApiHttpClientName(httpClientName));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, SendOnceFilter>());

        // The factory would log addresses, whose queries hold e-mail addresses; the client logs route templates itself.
        return services
            .AddHttpClient(httpClientName)
            .RemoveAllLoggers()
            .ConfigureAdditionalHttpMessageHandlers(static (handlers, _) => HostHandlers.RemoveRetries(handlers))
            .ConfigurePrimaryHttpMessageHandler(static () => PrimaryHandler.Create());
    }

    private static TOptions Options<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        IServiceProvider provider,
        string name,
        string httpClientName
    )
        where TOptions : ApiClientOptions
    {
        var monitor = provider.GetRequiredService<IOptionsMonitor<TOptions>>();
        var options = (TOptions)monitor.Get(name).CopyOptions();
        options.HttpHandler ??= new FactoryHandler(
            provider.GetRequiredService<System.Net.Http.IHttpMessageHandlerFactory>(),
            httpClientName
        );
        options.LoggerFactory ??= provider.GetService<ILoggerFactory>();
        options.TimeProvider ??= provider.GetService<TimeProvider>();
        options.AccessTokenProvider ??= new ReloadedToken<TOptions>(monitor, name, options.AccessToken!, options.LoggerFactory).GetAsync;
        return options;
    }
}
