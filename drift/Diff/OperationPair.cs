using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

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
