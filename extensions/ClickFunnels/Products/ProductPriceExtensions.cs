using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;
using Newtonsoft.Json.Linq;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>Extension methods for prices.</summary>
public static class ProductPriceExtensions
{
    /// <summary>
    /// Lists the prices of one variant. <see cref="ProductPricesClient.ListForAllVariantsAsync" /> lists those of all variants
    /// together (documented).
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

    /// <summary>
    /// Gives a product another price: creates a price like the old one with the new amount, then archives and hides the old one. A
    /// subscription price that was sold cannot be changed (documented); its subscribers keep it.
    /// </summary>
    /// <remarks>
    /// <c>GET /products/prices/{id}</c>, <c>POST /products/variants/{variant_id}/prices</c>, <c>PUT /products/prices/{id}</c>. The key
    /// of the old price is not copied.
    /// </remarks>
    /// <param name="prices">The prices of a workspace: <c>client.Products.Prices</c>.</param>
    /// <param name="id">Id of the old price.</param>
    /// <param name="amount">The new amount, in units of the currency of the workspace.</param>
    /// <param name="change">Changes further fields of the new price; null for none.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The new price.</returns>
    /// <exception cref="InvalidOperationException">The old price was read without its variant.</exception>
    /// <exception cref="ApiException">
    /// A call failed; the derived type says how. If the old price could not be archived, both prices are on sale: archive it later.
    /// </exception>
    public static async Task<ProductPrice> RepriceAsync(
        this ProductPricesClient prices,
        ResourceId id,
        decimal amount,
        Action<ProductPriceCreate>? change = null,
        CancellationToken cancellationToken = default
    )
    {
        if (prices is null)
        {
            throw new ArgumentNullException(nameof(prices));
        }

        var old = await prices.GetAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false);
        var variant = old.VariantId ?? throw new InvalidOperationException("The service did not name the variant of the old price.");
        var create = Copy(old);
        create.Amount = amount;
        change?.Invoke(create);
        var created = await prices.CreateAsync(variant, create, cancellationToken: cancellationToken).ConfigureAwait(false);
        await prices
            .UpdateAsync(id, new ProductPriceUpdate { Visible = false, Archived = true }, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return created;
    }

    // Fields without a value are left out, because null is not the same as a field that was never sent.
    private static ProductPriceCreate Copy(ProductPrice old)
    {
        var copy = new ProductPriceCreate();
        foreach (var field in JObject.Parse(old.ConvertTo<ProductPriceCreate>().ToJson()).Properties())
        {
            if (field.Name is not ("key" or "archived" or "visible") && field.Value.Type != JTokenType.Null)
            {
                copy.AdditionalProperties[field.Name] = field.Value;
            }
        }

        var create = copy.ConvertTo<ProductPriceCreate>();
        if (PriceTrial.From(old.TrialDuration, old.TrialInterval, old.TrialAmount) is { } trial)
        {
            create.Trial = trial;
        }

        return create;
    }
}
