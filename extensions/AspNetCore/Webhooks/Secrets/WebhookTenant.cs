using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClickFunnels.AspNetCore;

/// <summary>Reads the tenant from a delivery. The sender chooses the tenant, and a signature with the tenant's secret proves it.</summary>
public static class WebhookTenant
{
    /// <summary>The name of the route parameter that contains the tenant.</summary>
    public const string RouteParameter = "tenant";

    internal const int MaximumLength = 200;

    /// <summary>Returns the route parameter <c>{tenant}</c>.</summary>
    /// <param name="context">The delivery.</param>
    /// <returns>The tenant; null if the route has no such parameter.</returns>
    public static string? FromRoute(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.GetRouteValue(RouteParameter) as string;
    }

    /// <summary>Returns the host of the request, in lower case and without the port.</summary>
    /// <param name="context">The delivery.</param>
    /// <returns>The host; null if the request has none.</returns>
    public static string? FromHost(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Host.Host?.ToLowerInvariant();
    }

    internal static bool IsValid(string? tenant) => tenant is { Length: > 0 and <= MaximumLength } && !tenant.Any(char.IsControl);
}
