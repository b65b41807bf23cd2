using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Core;

/// <summary>Takes the factory's current handler for each request, so that a client that lives long sees handlers being renewed.</summary>
internal sealed class FactoryHandler(IHttpMessageHandlerFactory factory, string name) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var invoker = new HttpMessageInvoker(factory.CreateHandler(name), disposeHandler: false);
        return await invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
