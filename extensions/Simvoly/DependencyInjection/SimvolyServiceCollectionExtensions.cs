using System;
using ClickFunnels.Core.DependencyInjection;
using Simvoly;

#pragma warning disable IDE0130 // Extension methods on the service collection live in its namespace.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Simvoly clients.</summary>
public static class SimvolyServiceCollectionExtensions
{
    private const string HttpClientPrefix = "Simvoly";

    /// <summary>
    /// Registers a <see cref="SimvolyClient" /> as a singleton. Its requests go through <c>IHttpClientFactory</c>; the settings are
    /// checked when the host starts, or else when the client is first resolved.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the website, the API key, the User-Agent and further options.</param>
    /// <returns>A builder of the HTTP client, for handlers of your own; they see each attempt.</returns>
    public static IHttpClientBuilder AddSimvoly(this IServiceCollection services, Action<SimvolyClientOptions> configure) =>
        services.AddSimvoly(string.Empty, configure);

    /// <summary>
    /// Registers the client of a further website under a name; resolve it with <c>[FromKeyedServices("name")] SimvolyClient</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the website.</param>
    /// <param name="configure">Sets the website, the API key, the User-Agent and further options.</param>
    /// <returns>A builder of the HTTP client, for handlers of your own; they see each attempt.</returns>
    public static IHttpClientBuilder AddSimvoly(this IServiceCollection services, string name, Action<SimvolyClientOptions> configure) =>
        ApiClientRegistration.AddApiClient<SimvolyClient, SimvolyClientOptions>(
            services,
            HttpClientPrefix,
            name,
            configure,
            static options => new SimvolyClient(options)
        );
}
