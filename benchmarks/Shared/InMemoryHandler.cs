using System.Net;

namespace ClickFunnels.Benchmarks;

/// <summary>Answers each request with a new response over a new stream, as a connection would, but from memory.</summary>
internal sealed class InMemoryHandler(HttpStatusCode status, byte[] body) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            // A connection would write the body; a client that has not made it yet must do so now.
            await content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        }

        var response = new HttpResponseMessage(status)
        {
            RequestMessage = request,
            Content = new StreamContent(new MemoryStream(body, writable: false)),
        };

        // As they come from a connection: not parsed before somebody asks.
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        response.Headers.TryAddWithoutValidation("Pagination-Next", "236296532");
        return response;
    }
}
