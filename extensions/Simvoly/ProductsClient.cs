using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace Simvoly;

public partial class ProductsClient
{
    // The address of the product is its key, so that a second request updates what the first one created.
    private static readonly Operation UpsertByUrlOperation = new(
        "createProduct",
        "POST",
        "products",
        OperationTraits.RequiredBody | OperationTraits.SafeToRepeat
    );

    /// <summary>Creates a product, or updates the product that has the same address (<see cref="ProductInput.Url" />).</summary>
    /// <remarks>
    /// <c>POST /products?update_existing_product_by_url=true</c> (createProduct). Sending it twice has the same effect as sending it once,
    /// so it may be repeated; that is assumed.
    /// </remarks>
    /// <param name="product">The record to send, with its address; unset properties are left out, null is sent as null.</param>
    /// <param name="options">Query parameters and further options; null for none.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The record.</returns>
    /// <exception cref="ArgumentException">The product has no address, so that each request would create another product.</exception>
    /// <exception cref="ApiException">The call failed; the derived type says how.</exception>
    public virtual Task<Product> UpsertByUrlAsync(
        ProductInput product,
        ProductsCreateOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        if (product is null)
        {
            throw new ArgumentNullException(nameof(product));
        }

        if (string.IsNullOrWhiteSpace(product.Url))
        {
            throw new ArgumentException("The product has no Url: set it, because it is the key of the product.", nameof(product));
        }

        var byUrl = (ProductsCreateOptions?)options?.Copy() ?? new ProductsCreateOptions();
        byUrl.UpdateExistingProductByUrl = true;
        return SendAsync<Product>(new ApiRequest(UpsertByUrlOperation) { Body = product, Options = byUrl }, cancellationToken);
    }
}
