namespace ClickFunnels.Emulator.Control;

/// <summary>The page that shows the emulator in a browser. It consists of three files and needs nothing else.</summary>
internal static class PageEndpoints
{
    // Nothing inline and nothing from elsewhere. Other pages must not frame it, because it changes the emulator.
    private const string Policy =
        "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'; "
        + "require-trusted-types-for 'script'";

    public static void Map(RouteGroupBuilder control)
    {
        control.MapGet("/", static (HttpContext context) => SendPageAsync(context)).ExcludeFromDescription();
        Add(control, "page.css", "text/css; charset=utf-8");
        Add(control, "page.js", "text/javascript; charset=utf-8");
        Add(control, "icon.svg", "image/svg+xml");
    }

    private static Task SendPageAsync(HttpContext context)
    {
        // The addresses of the files are relative to the page.
        if (context.Request.Path == ControlServer.Root)
        {
            context.Response.Redirect(ControlServer.Root + "/");
            return Task.CompletedTask;
        }

        return SendAsync(context, "index.html", "text/html; charset=utf-8");
    }

    private static void Add(RouteGroupBuilder control, string name, string type) =>
        control.MapGet("/" + name, (HttpContext context) => SendAsync(context, name, type)).ExcludeFromDescription();

    private static async Task SendAsync(HttpContext context, string name, string type)
    {
        await using var file = typeof(PageEndpoints).Assembly.GetManifestResourceStream("ClickFunnels.Emulator.Page." + name)!;
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
        context.Response.ContentType = type;
        context.Response.ContentLength = file.Length;
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
