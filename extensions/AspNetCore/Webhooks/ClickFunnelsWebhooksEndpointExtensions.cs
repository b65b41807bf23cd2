using System.Diagnostics.CodeAnalysis;
using ClickFunnels.AspNetCore;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

#pragma warning disable IDE0130 // Extension methods of endpoints belong to this namespace.
namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoint that receives deliveries.</summary>
public static class ClickFunnelsWebhooksEndpointExtensions
{
    /// <summary>
    /// Maps a webhook endpoint. If the pattern has a parameter <c>{tenant}</c>, each delivery is verified with the secrets of that
    /// tenant. Otherwise it is verified with <see cref="ClickFunnelsWebhooksOptions.Secrets" />.
    /// </summary>
    /// <remarks>
    /// The response is 200 if the event is stored or was already accepted, 401 if the signature is not valid, 400 if the body is
    /// not an event, 405 for other methods, 413 if the body is too large, and 503 if the event could not be stored, so that the
    /// sender repeats the delivery. It is 500 if earlier middleware has read the body and the body cannot be rewound: call
    /// <c>Request.EnableBuffering()</c> in that middleware. No response has a body. Handlers run after the response. The endpoint
    /// allows anonymous requests, because the signature authenticates the sender.
    /// </remarks>
    /// <param name="endpoints">The endpoints of the application.</param>
    /// <param name="pattern">The route, such as <c>/webhooks/clickfunnels</c> or <c>/webhooks/clickfunnels/{tenant}</c>.</param>
    /// <returns>A builder for the conventions of the endpoint, for example to require a host or to limit the rate.</returns>
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

    /// <summary>Maps a webhook endpoint and selects the tenant from the request, for example from its host.</summary>
    /// <param name="endpoints">The endpoints of the application.</param>
    /// <param name="pattern">The route, such as <c>/webhooks/clickfunnels</c>.</param>
    /// <param name="tenant">
    /// Returns the tenant, for example <see cref="WebhookTenant.FromHost" />. Null means an unknown tenant: the response is 401.
    /// </param>
    /// <returns>A builder for the conventions of the endpoint.</returns>
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
