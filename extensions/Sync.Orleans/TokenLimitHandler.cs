using System.Net;

namespace ClickFunnels.Sync.Orleans;

/// <summary>Sends the requests of a workspace within the limit of its token.</summary>
internal sealed class TokenLimitHandler(TokenLimiter limiter, long workspace, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await limiter.EnterAsync(workspace, cancellationToken).ConfigureAwait(false);
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            _ = limiter.PauseAsync(response.Headers.RetryAfter?.Delta ?? ShortestPause);
        }

        return response;
    }

    // The inner handler is shared.
    protected override void Dispose(bool disposing) => base.Dispose(false);
}
