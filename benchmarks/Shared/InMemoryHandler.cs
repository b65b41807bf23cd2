using System.Net;

namespace ClickFunnels.Benchmarks;

/// <summary>Returns a new response with a new stream for each request, like a connection, but from memory.</summary>
internal sealed class InMemoryHandler(HttpStatusCode status, byte[] body) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { } content)
        {
            // A connection would write the body, so a client that serializes lazily must do it here.
            await content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        }

        var response = new HttpResponseMessage(status)
        {
            RequestMessage = request,
            Content = new StreamContent(new MemoryStream(body, writable: false)),
        };

        // Like headers from a connection, they are not parsed until they are read.
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
        response.Headers.TryAddWithoutValidation("Pagination-Next", "236296532");
        return response;
    }
}
