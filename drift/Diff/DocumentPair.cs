using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

/// <summary>Two documents that are compared, and their operations in pairs.</summary>
internal sealed record DocumentPair(ApiDocument Old, ApiDocument New)
{
    /// <summary>Operations of both.</summary>
    public required IReadOnlyList<OperationPair> Operations { get; init; }

    /// <summary>Operations that the new document lacks.</summary>
    public required IReadOnlyList<ApiOperation> Removed { get; init; }

    /// <summary>Operations that the old document lacks.</summary>
    public required IReadOnlyList<ApiOperation> Added { get; init; }

    /// <summary>The webhooks in pairs.</summary>
    public DeliveryPairs Webhooks =>
        field ??= new DeliveryPairs([.. Old.Webhooks.Select(Delivery.OfWebhook)], [.. New.Webhooks.Select(Delivery.OfWebhook)]);
}
