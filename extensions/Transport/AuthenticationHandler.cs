using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels;

/// <summary>Adds the access token. Rule: published authentication guide, <c>Authorization: Bearer</c>.</summary>
internal sealed class AuthenticationHandler(string accessToken, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    // The token was checked with the options, so the parsers of typed headers need not be loaded for it.
    private readonly string _header = "Bearer " + accessToken;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("Authorization", _header);
        return base.SendAsync(request, cancellationToken);
    }
}
