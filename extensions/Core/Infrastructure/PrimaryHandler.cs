using System.Net;
using System.Net.Http;
#if NET
using System;
#endif

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Creates the handler that sends requests when the options name none.</summary>
public static class PrimaryHandler
{
    /// <summary>
    /// Returns a new handler. It does not follow redirects, so that a token reaches no other address, and renews its connections, so that
    /// DNS changes are seen. In a browser (WebAssembly), the browser sends the requests and decides about connections.
    /// </summary>
    public static HttpMessageHandler Create() =>
#if NET
        Create(SocketsHttpHandler.IsSupported);

    internal static HttpMessageHandler Create(bool hasSockets) =>
        // The handler of a browser throws when a setting of connections is changed.
        !hasSockets
            ? new HttpClientHandler()
            : new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
                ConnectTimeout = TimeSpan.FromSeconds(15),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            };
#else
        new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        };
#endif
}
