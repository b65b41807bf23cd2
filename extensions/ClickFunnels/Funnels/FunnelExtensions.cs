using System;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>Extension methods for funnels.</summary>
public static class FunnelExtensions
{
    /// <summary>
    /// Creates a split test and reads the structure of the funnel after it. A split moves the steps behind it and gives them other ids, so
    /// that ids that were read before name other steps (documented).
    /// </summary>
    /// <param name="funnels">The funnels of a workspace: <c>client.Funnels</c>.</param>
    /// <param name="funnelId">Id of the funnel.</param>
    /// <param name="split">The split test.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The split test, and the structure that has it.</returns>
    /// <exception cref="ApiException">A call failed; the derived type says how.</exception>
    public static async Task<(FunnelSplitTestStep Split, FunnelStructure Structure)> SplitAsync(
        this FunnelsClient funnels,
        ResourceId funnelId,
        FunnelSplitTestStepCreate split,
        CancellationToken cancellationToken = default
    )
    {
        if (funnels is null)
        {
            throw new ArgumentNullException(nameof(funnels));
        }

        var created = await funnels.SplitTestSteps.CreateAsync(funnelId, split, cancellationToken: cancellationToken).ConfigureAwait(false);
        return (created, await funnels.GetStructureAsync(funnelId, cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Creates a conditional split and reads the structure of the funnel after it. A split moves the steps behind it and gives them other
    /// ids, so that ids that were read before name other steps (documented).
    /// </summary>
    /// <param name="funnels">The funnels of a workspace: <c>client.Funnels</c>.</param>
    /// <param name="funnelId">Id of the funnel.</param>
    /// <param name="split">The conditional split.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The conditional split, and the structure that has it.</returns>
    /// <exception cref="ApiException">A call failed; the derived type says how.</exception>
    public static async Task<(FunnelConditionalSplitStep Split, FunnelStructure Structure)> SplitAsync(
        this FunnelsClient funnels,
        ResourceId funnelId,
        FunnelConditionalSplitStepCreate split,
        CancellationToken cancellationToken = default
    )
    {
        if (funnels is null)
        {
            throw new ArgumentNullException(nameof(funnels));
        }

        var created = await funnels
            .ConditionalSplitSteps.CreateAsync(funnelId, split, cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return (created, await funnels.GetStructureAsync(funnelId, cancellationToken: cancellationToken).ConfigureAwait(false));
    }
}
