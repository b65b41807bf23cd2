using System.Diagnostics.CodeAnalysis;
using ClickFunnels.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Extension methods of endpoints belong to this namespace.
namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the pages on which customers connect their accounts.</summary>
public static class ClickFunnelsConnectEndpointExtensions
{
    /// <summary>
    /// Maps two pages. <c>GET {pattern}</c> redirects the browser to ClickFunnels for consent: link to it from your application.
    /// <c>GET {pattern}/callback</c> stores the token and redirects to the <c>returnUrl</c> of the first request, a path of this
    /// application: register it as the redirect URI in the developer portal.
    /// </summary>
    /// <remarks>
    /// An encrypted cookie keeps the state and the PKCE verifier for one callback, ten minutes at most. Anyone who can open the
    /// pages can connect accounts: add <c>.RequireAuthorization()</c>, which applies to both pages. The cookie that signs users in
    /// must not be <c>SameSite=Strict</c>, because the callback comes from another site.
    /// </remarks>
    /// <param name="endpoints">The endpoints of the application.</param>
    /// <param name="pattern">The path, such as <c>/connect/clickfunnels</c>, without parameters.</param>
    /// <returns>A builder for the conventions of both pages.</returns>
    /// <exception cref="ArgumentException">The pattern is empty or has parameters.</exception>
    /// <exception cref="InvalidOperationException">
    /// The redirect URI does not lead to the callback, or <c>AddClickFunnelsConnect</c> was not called.
    /// </exception>
    public static IEndpointConventionBuilder MapClickFunnelsConnect(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern
    )
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(pattern);
        var path = "/" + pattern.Trim('/');
        if (path.Length == 1 || path.Contains('{'))
        {
            throw new ArgumentException("Expected a path without parameters, such as /connect/clickfunnels.", nameof(pattern));
        }

        var endpoint =
            endpoints.ServiceProvider.GetService<ConnectEndpoint>()
            ?? throw new InvalidOperationException("The services are not registered: call builder.Services.AddClickFunnelsConnect first.");
        var redirect = new Uri(
            endpoints.ServiceProvider.GetRequiredService<IOptions<ClickFunnelsConnectOptions>>().Value.OAuth.RedirectUri!
        );
        var callback = path + "/callback";

        // Only the end is compared, because a proxy or a path base can add a prefix.
        if (!redirect.AbsolutePath.EndsWith(callback, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"RedirectUri does not lead to the callback: its path must end with {callback}, here and in the developer portal."
            );
        }

        var pages = endpoints.MapGroup("").ExcludeFromDescription();
        pages.MapGet(path, (RequestDelegate)endpoint.StartAsync).WithDisplayName("ClickFunnels connect");
        pages.MapGet(callback, (RequestDelegate)endpoint.CompleteAsync).WithDisplayName("ClickFunnels connect callback");
        return pages;
    }
}
