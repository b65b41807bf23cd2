using System.Net;

namespace ClickFunnels.Emulator.Control;

/// <summary>
/// Lets requests to the control pass only from this machine, unless the options allow others, and from web pages only if they come from
/// this machine, too. The host is checked as well: a page of another site could give its own name an address of this machine.
/// </summary>
internal sealed class ControlGuard(ApiEmulatorOptions options)
{
    private const string Methods = "GET, POST, PUT, PATCH, DELETE";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!options.AllowRemoteControl && Refusal(context) is { } message)
        {
            return ControlProblem.WriteAsync(context, 403, message);
        }

        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length > 0)
        {
            if (!IsLoopbackPage(origin) && !IsSameOrigin(context.Request, origin))
            {
                return ControlProblem.WriteAsync(
                    context,
                    403,
                    "The control of the emulator is not open to web pages of other machines. Open the page from localhost."
                );
            }

            context.Response.Headers.AccessControlAllowOrigin = origin;
            context.Response.Headers.Append("Vary", "Origin");
            if (HttpMethods.IsOptions(context.Request.Method))
            {
                context.Response.Headers.AccessControlAllowMethods = Methods;
                context.Response.Headers.AccessControlAllowHeaders = "Content-Type";
                context.Response.Headers.AccessControlMaxAge = "600";
                context.Response.StatusCode = 204;
                return Task.CompletedTask;
            }
        }

        return next(context);
    }

    private static string? Refusal(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is { } address && !IPAddress.IsLoopback(address))
        {
            return "The control of the emulator is open to this machine only. Start it with --allow-remote-control to open it to others.";
        }

        return IsLoopback(context.Request.Host.Host)
            ? null
            : "The Host header must name this machine, such as localhost or 127.0.0.1. Start the emulator with --allow-remote-control to "
                + "allow other names.";
    }

    private static bool IsLoopbackPage(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Scheme is "http" or "https" && IsLoopback(page.Host);

    private static bool IsSameOrigin(HttpRequest request, string origin) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
