using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ElasticFunnels;

/// <summary>The brand that a client is bound to.</summary>
internal sealed class BrandScope(ResourceId id) : ApiScope
{
    public ResourceId Id { get; } = id;

    public override string Key => Id.ToString();

    public override ValueTask<string> GetBaseAddressAsync(Operation operation, ApiSender sender, CancellationToken cancellationToken) =>
        new(ElasticFunnelsApi.Address);

    public override bool Provides(string parameter) => parameter == ElasticFunnelsApi.BrandParameter;

    public override ResourceId GetId(Operation operation, string parameter) =>
        !Id.IsEmpty
            ? Id
            : throw new InvalidOperationException(
                $"{operation.Method} {operation.Route} needs a brand, but this client is not bound to one. Set BrandId in the options, or "
                    + "call client.ForBrand(id) first."
            );
}
