using System;
using ClickFunnels;
using ClickFunnels.Core.DependencyInjection;
using ClickFunnels.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Extension methods on the service collection live in its namespace.
namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers ClickFunnels clients.</summary>
public static class ClickFunnelsServiceCollectionExtensions
{
    private const string HttpClientPrefix = "ClickFunnels";

    /// <summary>
    /// Registers a <see cref="ClickFunnelsClient" /> as a singleton. Its requests go through <c>IHttpClientFactory</c>; the settings are
    /// checked when the host starts, or else when the client is first resolved.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the access token, the User-Agent and further options.</param>
    /// <returns>A builder of the HTTP client, for handlers of your own; they see each attempt.</returns>
    public static IHttpClientBuilder AddClickFunnels(this IServiceCollection services, Action<ClickFunnelsClientOptions> configure) =>
        services.AddClickFunnels(string.Empty, configure);

    /// <summary>
    /// Registers a further account under a name; resolve it with <c>[FromKeyedServices("name")] ClickFunnelsClient</c>.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the account.</param>
    /// <param name="configure">Sets the access token, the User-Agent and further options.</param>
    /// <returns>A builder of the HTTP client, for handlers of your own; they see each attempt.</returns>
    public static IHttpClientBuilder AddClickFunnels(
        this IServiceCollection services,
        string name,
        Action<ClickFunnelsClientOptions> configure
    )
    {
        var builder = ApiClientRegistration.AddApiClient<ClickFunnelsClient, ClickFunnelsClientOptions>(
            services,
            HttpClientPrefix,
            name,
            configure,
            static options => new ClickFunnelsClient(options)
        );
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClickFunnelsClientOptions>, WorkspaceValidator>());
        return builder;
    }
}
