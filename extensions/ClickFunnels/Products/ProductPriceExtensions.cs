using System;
using System.Threading;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>Extension methods for prices.</summary>
public static class ProductPriceExtensions
{
    /// <summary>
    /// Lists the prices of one variant. <see cref="ProductPricesClient.ListForAllVariantsAsync" /> lists those of all variants together (documented).
    /// </summary>
    /// <remarks><c>GET /products/{product_id}/prices</c> with <c>filter[variant_id]</c> (listProductsPrices)</remarks>
    /// <param name="prices">The prices of a workspace: <c>client.Products.Prices</c>.</param>
    /// <param name="productId">Id of the product.</param>
    /// <param name="variantId">Numeric id of the variant.</param>
    /// <param name="options">Order, first cursor and further options; null for none. Their filter gets the variant.</param>
    /// <param name="cancellationToken">Cancels the enumeration.</param>
    /// <returns>The records. They are fetched page by page while they are enumerated.</returns>
    /// <exception cref="ApiException">The call failed; the derived type says how.</exception>
    public static AsyncPageable<ProductPrice> ListAsync(
        this ProductPricesClient prices,
        ResourceId productId,
        long variantId,
        ProductPricesListForAllVariantsOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        if (prices is null)
        {
            throw new ArgumentNullException(nameof(prices));
        }

        var ofVariant = (ProductPricesListForAllVariantsOptions?)options?.Copy() ?? new ProductPricesListForAllVariantsOptions();
        ofVariant.Filter = (ProductPriceFilter?)options?.Filter?.Copy() ?? new ProductPriceFilter();
        ofVariant.Filter.VariantId = variantId;
        return prices.ListForAllVariantsAsync(productId, ofVariant, cancellationToken);
    }
}
