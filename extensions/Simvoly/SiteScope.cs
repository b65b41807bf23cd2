using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core.Infrastructure;

namespace Simvoly;

/// <summary>The website that a client is bound to.</summary>
internal sealed class SiteScope(string baseAddress) : ApiScope
{
    public string BaseAddress => baseAddress;

    public override ValueTask<string> GetBaseAddressAsync(Operation operation, ApiSender sender, CancellationToken cancellationToken) =>
        new(baseAddress);
}
