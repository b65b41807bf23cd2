using System;
using ClickFunnels.Core.DependencyInjection;
using ElasticFunnels;
using ElasticFunnels.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Extension methods on the service collection live in its namespace.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers ElasticFunnels clients.</summary>
public static class ElasticFunnelsServiceCollectionExtensions
{
    private const string HttpClientPrefix = "ElasticFunnels";

    /// <summary>
    /// Registers an <see cref="ElasticFunnelsClient" /> as a singleton. Its requests go through <c>IHttpClientFactory</c>; the settings are
    /// checked when the host starts, or else when the client is first resolved.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the access key, the brand, the User-Agent and further options.</param>
    /// <returns>A builder of the HTTP client, for handlers of your own; they see each attempt.</returns>
    public static IHttpClientBuilder AddElasticFunnels(this IServiceCollection services, Action<ElasticFunnelsClientOptions> configure) =>
        services.AddElasticFunnels(string.Empty, configure);

    /// <summary>
    /// Registers a further account under a name; resolve it with <c>[FromKeyedServices("name")] ElasticFunnelsClient</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the account.</param>
    /// <param name="configure">Sets the access key, the brand, the User-Agent and further options.</param>
    /// <returns>A builder of the HTTP client, for handlers of your own; they see each attempt.</returns>
    public static IHttpClientBuilder AddElasticFunnels(
        this IServiceCollection services,
        string name,
        Action<ElasticFunnelsClientOptions> configure
    )
    {
        var builder = ApiClientRegistration.AddApiClient<ElasticFunnelsClient, ElasticFunnelsClientOptions>(
            services,
            HttpClientPrefix,
            name,
            configure,
            static options => new ElasticFunnelsClient(options)
        );
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ElasticFunnelsClientOptions>, BrandValidator>());
        return builder;
    }
}
