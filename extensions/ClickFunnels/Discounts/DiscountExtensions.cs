using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>Extension methods for discounts.</summary>
public static class DiscountExtensions
{
    /// <summary>Ends a discount now. A discount that has ended already stays as it is.</summary>
    /// <remarks><c>PUT /discounts/{id}</c> with <c>expired</c> set to true. A past <c>apply_until</c> is refused (documented).</remarks>
    /// <param name="discounts">The discounts of a workspace: <c>client.Discounts</c>.</param>
    /// <param name="id">Id of the discount.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ApiException">The call failed; the derived type says how.</exception>
    public static Task<Discount> ExpireAsync(
        this DiscountsClient discounts,
        ResourceId id,
        CancellationToken cancellationToken = default
    ) => SetExpiredAsync(discounts, id, true, cancellationToken);

    /// <summary>Lets a discount that has ended apply again. The service refuses it for one that was redeemed (documented).</summary>
    /// <remarks><c>PUT /discounts/{id}</c> with <c>expired</c> set to false.</remarks>
    /// <param name="discounts">The discounts of a workspace: <c>client.Discounts</c>.</param>
    /// <param name="id">Id of the discount.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ApiValidationException">The discount was redeemed.</exception>
    /// <exception cref="ApiException">The call failed; the derived type says how.</exception>
    public static Task<Discount> ReactivateAsync(
        this DiscountsClient discounts,
        ResourceId id,
        CancellationToken cancellationToken = default
    ) => SetExpiredAsync(discounts, id, false, cancellationToken);

    /// <summary>
    /// Changes a discount that has ended, whose fields are locked (documented): reactivates it, changes it, and ends it again. It applies
    /// for the time between.
    /// </summary>
    /// <param name="discounts">The discounts of a workspace: <c>client.Discounts</c>.</param>
    /// <param name="id">Id of the discount.</param>
    /// <param name="update">The fields to change.</param>
    /// <param name="cancellationToken">Cancels the calls, except the one that ends the discount again.</param>
    /// <exception cref="ApiException">
    /// A call failed; the derived type says how. If the change failed, the discount was ended again. If that failed, its exception is
    /// thrown, and the discount may be active: call <see cref="ExpireAsync" />.
    /// </exception>
    public static async Task<Discount> UpdateExpiredAsync(
        this DiscountsClient discounts,
        ResourceId id,
        DiscountUpdate update,
        CancellationToken cancellationToken = default
    )
    {
        if (update is null)
        {
            throw new ArgumentNullException(nameof(update));
        }

        var isReactivated = false;
        try
        {
            await discounts.ReactivateAsync(id, cancellationToken).ConfigureAwait(false);
            isReactivated = true;
            await discounts.UpdateAsync(id, update, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (isReactivated || failure is not ApiException { MayHaveBeenCarriedOut: false })
        {
            // Also after a cancellation, and when the response to the reactivation was lost: the discount must not stay active.
            await discounts.ExpireAsync(id, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return await discounts.ExpireAsync(id, CancellationToken.None).ConfigureAwait(false);
    }

    private static Task<Discount> SetExpiredAsync(
        DiscountsClient discounts,
        ResourceId id,
        bool expired,
        CancellationToken cancellationToken
    ) =>
        (discounts ?? throw new ArgumentNullException(nameof(discounts))).UpdateAsync(
            id,
            new DiscountUpdate { Expired = expired },
            cancellationToken: cancellationToken
        );
}
