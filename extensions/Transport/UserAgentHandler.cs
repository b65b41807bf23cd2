using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels;

/// <summary>Adds the User-Agent, without which the edge blocks the request. Rule: published authentication guide.</summary>
internal sealed class UserAgentHandler(string userAgent, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        return base.SendAsync(request, cancellationToken);
    }
}
