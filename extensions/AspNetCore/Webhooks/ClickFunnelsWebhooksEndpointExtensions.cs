using System.Diagnostics.CodeAnalysis;
using ClickFunnels.AspNetCore;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

#pragma warning disable IDE0130 // Where users of endpoints look for it.
namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoint that deliveries are sent to.</summary>
public static class ClickFunnelsWebhooksEndpointExtensions
{
    /// <summary>
    /// Maps a webhook endpoint. With a parameter <c>{tenant}</c> in the pattern each delivery is verified with the secrets of
    /// that tenant, and otherwise with <see cref="ClickFunnelsWebhooksOptions.Secrets" />.
    /// </summary>
    /// <remarks>
    /// It answers 200 when the event is stored or was accepted before, 401 when the signature does not prove the sender, 400
    /// when the body is no event, 405 for other methods, 413 for a body that is too large, and 503 when the event could not be
    /// stored, so that the sender repeats the delivery. No answer has a body. Handlers never run within the request. It takes
    /// no part in authentication, as the signature proves the sender.
    /// </remarks>
    /// <param name="endpoints">The endpoints of the application.</param>
    /// <param name="pattern">The route, such as <c>/webhooks/clickfunnels</c> or <c>/webhooks/clickfunnels/{tenant}</c>.</param>
    /// <returns>Conventions of the endpoint, for example to require a host or to limit the rate.</returns>
    public static IEndpointConventionBuilder MapClickFunnelsWebhooks(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern
    )
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return RoutePatternFactory.Parse(pattern).GetParameter(WebhookTenant.RouteParameter) is null
            ? Map(endpoints, pattern, null)
            : Map(endpoints, pattern, WebhookTenant.FromRoute);
    }

    /// <summary>Maps a webhook endpoint whose tenant you choose from the request, for example by its host.</summary>
    /// <param name="endpoints">The endpoints of the application.</param>
    /// <param name="pattern">The route, such as <c>/webhooks/clickfunnels</c>.</param>
    /// <param name="tenant">Returns the tenant, such as <see cref="WebhookTenant.FromHost" />; null when there is none, which is answered
    /// with 401.</param>
    /// <returns>Conventions of the endpoint.</returns>
    public static IEndpointConventionBuilder MapClickFunnelsWebhooks(
        this IEndpointRouteBuilder endpoints,
        [StringSyntax("Route")] string pattern,
        Func<HttpContext, string?> tenant
    )
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(tenant);
        return Map(endpoints, pattern, tenant);
    }

    private static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, string pattern, Func<HttpContext, string?>? tenant)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var receiver =
            endpoints.ServiceProvider.GetService<WebhookReceiver>()
            ?? throw new InvalidOperationException(
                "The webhook receiver is not registered: call builder.Services.AddClickFunnelsWebhooks first."
            );

        return endpoints
            .MapPost(pattern, (RequestDelegate)(context => receiver.ReceiveAsync(context, tenant)))
            .WithDisplayName("ClickFunnels webhooks " + pattern)
            .WithMetadata(new AllowAnonymousAttribute(), new ExcludeFromDescriptionAttribute());
    }
}
