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

/// <summary>One operation in both documents.</summary>
internal sealed record OperationPair(ApiOperation Old, ApiOperation New)
{
    /// <summary>True if the method or route changed; the operation was recognized by its operationId.</summary>
    public bool Moved => Old.Key != New.Key;

    /// <summary>Callbacks in pairs.</summary>
    public DeliveryPairs Callbacks =>
        field ??= new DeliveryPairs([.. Old.Callbacks.Select(Delivery.OfCallback)], [.. New.Callbacks.Select(Delivery.OfCallback)]);

    /// <summary>Responses in pairs.</summary>
    public ResponsePairs Responses => field ??= new ResponsePairs(this);

    /// <summary>Parameters in pairs.</summary>
    public ParameterPairs Parameters => field ??= new ParameterPairs(this);
}

/// <summary>One schema in both documents, at one place of use.</summary>
/// <param name="Position">The position in the call.</param>
/// <param name="Old">The old schema.</param>
/// <param name="New">The new schema.</param>
/// <param name="Name">JSON name of the property, item or parameter; empty for bodies.</param>
/// <param name="WasRequired">True if the old owner requires it.</param>
/// <param name="IsRequired">True if the new owner requires it.</param>
internal sealed record SchemaPair(SchemaPosition Position, Schema Old, Schema New, string Name, bool WasRequired, bool IsRequired)
{
    /// <summary>True for a schema in a request header.</summary>
    public bool InHeader { get; init; }

    /// <summary>The request of the service that the schema belongs to: <c>the webhook thing.created</c>; null for a call of the client.</summary>
    public string? Source { get; init; }
}
