using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>Extension methods for orders.</summary>
public static class OrderExtensions
{
    private const int Confirmed = 200;

    /// <summary>
    /// Moves the end of the trial or the renewal of a subscription. The order is read first, so that the change can be seen later.
    /// </summary>
    /// <remarks>
    /// <c>GET /orders/{id}</c>, then <c>PUT /orders/{id}</c> with <c>trial_end_at</c> and <c>renewal_at</c>: 200 if the payment processor
    /// confirmed the dates, 202 if it only accepted them. Both responses show the old dates (documented), so the result has none. The
    /// second request is never repeated by itself.
    /// </remarks>
    /// <param name="orders">The orders of a workspace: <c>client.Orders</c>.</param>
    /// <param name="id">Id of the order.</param>
    /// <param name="move">The new dates.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>What the processor said. Its <see cref="ScheduleChange.WaitAsync" /> waits until the order shows the change.</returns>
    /// <exception cref="ApiValidationException">
    /// The order cannot be moved: it is external, has another status, or the processor refused.
    /// </exception>
    /// <exception cref="ApiNotFoundException">The order does not exist, or the token has no permission for schedules.</exception>
    /// <exception cref="ApiException">
    /// A call failed; the derived type says how. If <see cref="ApiException.MayHaveBeenCarriedOut" /> is true, read the order before you
    /// send the move again.
    /// </exception>
    public static async Task<ScheduleChange> MoveScheduleAsync(
        this OrdersClient orders,
        ResourceId id,
        ScheduleMove move,
        CancellationToken cancellationToken = default
    )
    {
        if (orders is null)
        {
            throw new ArgumentNullException(nameof(orders));
        }

        var update = new OrderUpdate();
        switch (move ?? throw new ArgumentNullException(nameof(move)))
        {
            case { TrialEndAt: { } trial, RenewalAt: { } renewal }:
                (update.TrialEndAt, update.RenewalAt) = (trial, renewal);
                break;
            case { TrialEndAt: { } trial }:
                update.TrialEndAt = trial;
                break;
            default:
                update.RenewalAt = move.RenewalAt;
                break;
        }

        var before = await orders.GetAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false);
        var status = 0;
        var options = new OrdersUpdateOptions { OnResponse = response => status = response.StatusCode };
        await orders.MoveScheduleAsync(id, update, options, cancellationToken).ConfigureAwait(false);
        var isConfirmed = status == Confirmed;
        return new ScheduleChange(
            isConfirmed,
            (polling, token) =>
                orders.WaitForAsync(id, order => isConfirmed ? move.IsVisibleIn(order) : move.Differs(before, order), polling, token)
        );
    }
}
