namespace ClickFunnels.Drift.Traffic;

/// <summary>Response headers of HTTP, browsers, frameworks and edges, which no contract lists.</summary>
internal static class TransportHeaders
{
    private static readonly HashSet<string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        // HTTP itself
        "Accept-Ranges",
        "Age",
        "Allow",
        "Alt-Svc",
        "Cache-Control",
        "Connection",
        "Content-Disposition",
        "Content-Encoding",
        "Content-Language",
        "Content-Length",
        "Content-Location",
        "Content-Range",
        "Content-Type",
        "Date",
        "ETag",
        "Expires",
        "Keep-Alive",
        "Last-Modified",
        "Location",
        "Pragma",
        "Proxy-Connection",
        "Retry-After",
        "Server",
        "Set-Cookie",
        "Trailer",
        "Transfer-Encoding",
        "Upgrade",
        "Vary",
        "Via",
        "Warning",
        "WWW-Authenticate",
        // Browsers and their protections
        "Content-Security-Policy",
        "Content-Security-Policy-Report-Only",
        "Cross-Origin-Embedder-Policy",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
        "Expect-CT",
        "Feature-Policy",
        "NEL",
        "Origin-Agent-Cluster",
        "Permissions-Policy",
        "Referrer-Policy",
        "Report-To",
        "Reporting-Endpoints",
        "Server-Timing",
        "Strict-Transport-Security",
        "Timing-Allow-Origin",
        "X-Content-Type-Options",
        "X-Download-Options",
        "X-Frame-Options",
        "X-Permitted-Cross-Domain-Policies",
        "X-XSS-Protection",
        // Frameworks, proxies and edges
        "Priority",
        "Speculation-Rules",
        "Traceparent",
        "Tracestate",
        "X-Cache",
        "X-Cache-Hits",
        "X-Correlation-Id",
        "X-Powered-By",
        "X-Rack-Cache",
        "X-Request-Id",
        "X-Runtime",
        "X-Served-By",
        "X-Timer",
    };

    private static readonly string[] Prefixes =
    [
        "Access-Control-",
        "CF-",
        "X-Amz-",
        "X-Envoy-",
        "X-Forwarded-",
        "Fastly-",
        "Fly-",
        "X-Vercel-",
        "X-Azure-",
    ];

    public static bool Contains(string name) =>
        Names.Contains(name) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
