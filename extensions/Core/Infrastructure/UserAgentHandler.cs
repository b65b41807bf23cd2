using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Adds the User-Agent to each request.</summary>
/// <param name="userAgent">The value of the header.</param>
/// <param name="inner">The handler that sends the request.</param>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class UserAgentHandler(string userAgent, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc />
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        return base.SendAsync(request, cancellationToken);
    }
}
