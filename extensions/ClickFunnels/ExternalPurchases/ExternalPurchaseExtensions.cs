using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>Extension methods for purchases that another provider reports.</summary>
public static class ExternalPurchaseExtensions
{
    /// <summary>
    /// Returns the plans that have no mapping at an endpoint. The service drops sales of such plans and keeps no event of them
    /// (documented), so check the plans before the webhook at the provider is switched on.
    /// </summary>
    /// <remarks><c>GET /webhooks/incoming/external_purchase_endpoints/{id}/product_mappings</c>, all pages.</remarks>
    /// <param name="mappings">The mappings of a workspace: <c>client.ExternalPurchases.ProductMappings</c>.</param>
    /// <param name="endpointId">Id of the endpoint.</param>
    /// <param name="plans">The plans that are sold, as the provider names them; for Whop the plan ids.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <exception cref="ApiException">A call failed; the derived type says how.</exception>
    public static async Task<IReadOnlyList<string>> FindUnmappedAsync(
        this ExternalPurchaseProductMappingsClient mappings,
        ResourceId endpointId,
        IEnumerable<string> plans,
        CancellationToken cancellationToken = default
    )
    {
        if (mappings is null)
        {
            throw new ArgumentNullException(nameof(mappings));
        }

        var wanted = (plans ?? throw new ArgumentNullException(nameof(plans))).Distinct(StringComparer.Ordinal).ToList();
        var mapped = await mappings
            .ListAsync(endpointId, cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var known = new HashSet<string>(mapped.Select(static mapping => mapping.ExternalProductSku), StringComparer.Ordinal);
        return wanted.Where(plan => !known.Contains(plan)).ToList();
    }
}
