using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ClickFunnels.AspNetCore;

/// <summary>Where the tenant of a delivery comes from. The sender chooses it, and the tenant's secret proves it.</summary>
public static class WebhookTenant
{
    /// <summary>Name of the route parameter that is taken for the tenant.</summary>
    public const string RouteParameter = "tenant";

    internal const int MaximumLength = 200;

    /// <summary>Takes the route parameter <c>{tenant}</c>.</summary>
    /// <param name="context">The delivery.</param>
    /// <returns>The tenant; null when the route has none.</returns>
    public static string? FromRoute(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.GetRouteValue(RouteParameter) as string;
    }

    /// <summary>Takes the host that the sender called, in lower case and without the port.</summary>
    /// <param name="context">The delivery.</param>
    /// <returns>The host; null when there is none.</returns>
    public static string? FromHost(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Request.Host.Host?.ToLowerInvariant();
    }

    internal static bool IsValid(string? tenant) => tenant is { Length: > 0 and <= MaximumLength } && !tenant.Any(char.IsControl);
}
