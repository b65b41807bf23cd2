#if NET8_0_OR_GREATER
using System;
#endif
using System.Net;
using System.Net.Http;

namespace ClickFunnels;

/// <summary>The handler that sends requests when none is given.</summary>
internal static class PrimaryHandler
{
    /// <summary>Redirects are refused, so that a token reaches no other address; connections are renewed, so that DNS changes are seen.</summary>
    public static HttpMessageHandler Create() =>
#if NET8_0_OR_GREATER
        new SocketsHttpHandler
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
