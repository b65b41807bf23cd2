using System.Diagnostics.CodeAnalysis;
using ClickFunnels.AspNetCore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

#pragma warning disable IDE0130 // Where users of endpoints look for it.
namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the pages that connect accounts of customers.</summary>
public static class ClickFunnelsConnectEndpointExtensions
{
    /// <summary>
    /// Maps two pages: <c>GET {pattern}</c> sends the browser to ClickFunnels for consent, and <c>GET {pattern}/callback</c>
    /// takes it back, stores the token and goes on to the <c>returnUrl</c> of the start, a path of this application. Let a link
    /// or button lead to the first; the second is the redirect URI in the developer portal.
    /// </summary>
    /// <remarks>
    /// State and PKCE verifier stay in an encrypted cookie of the browser, for ten minutes and one callback. Whoever may open the
    /// pages can connect accounts: add <c>.RequireAuthorization()</c>, which then holds for both. A cookie that signs users in
    /// must not be <c>SameSite=Strict</c>, as the callback comes from another site.
    /// </remarks>
    /// <param name="endpoints">The endpoints of the application.</param>
    /// <param name="pattern">The path, such as <c>/connect/clickfunnels</c>, without parameters.</param>
    /// <returns>Conventions of both pages.</returns>
    /// <exception cref="InvalidOperationException">The redirect URI does not lead to the callback, or nothing is registered.</exception>
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
            throw new ArgumentException("A path without parameters is wanted, such as /connect/clickfunnels.", nameof(pattern));
        }

        var endpoint =
            endpoints.ServiceProvider.GetService<ConnectEndpoint>()
            ?? throw new InvalidOperationException("Connecting is not registered: call builder.Services.AddClickFunnelsConnect first.");
        var redirect = new Uri(
            endpoints.ServiceProvider.GetRequiredService<IOptions<ClickFunnelsConnectOptions>>().Value.OAuth.RedirectUri!
        );
        var callback = path + "/callback";

        // It may be longer, as a proxy or a path base can stand in front.
        if (!redirect.AbsolutePath.EndsWith(callback, StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException(
                $"RedirectUri does not lead to the callback: let its path end in {callback}, here and in the developer portal."
            );
        }

        var pages = endpoints.MapGroup("").ExcludeFromDescription();
        pages.MapGet(path, (RequestDelegate)endpoint.StartAsync).WithDisplayName("ClickFunnels connect");
        pages.MapGet(callback, (RequestDelegate)endpoint.CompleteAsync).WithDisplayName("ClickFunnels connect, callback");
        return pages;
    }
}
