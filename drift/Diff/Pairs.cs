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
}

/// <summary>One operation in both documents.</summary>
internal sealed record OperationPair(ApiOperation Old, ApiOperation New)
{
    /// <summary>Whether it has another method or route now; it was recognised by its operationId.</summary>
    public bool Moved => Old.Key != New.Key;

    /// <summary>Answers in pairs.</summary>
    public ResponsePairs Responses => field ??= new ResponsePairs(this);

    /// <summary>Parameters in pairs.</summary>
    public ParameterPairs Parameters => field ??= new ParameterPairs(this);
}

/// <summary>One schema in both documents, at a place of its use.</summary>
/// <param name="Place">Where it is used.</param>
/// <param name="Old">The old schema.</param>
/// <param name="New">The new schema.</param>
/// <param name="Name">JSON name of the property, item or parameter; empty for bodies.</param>
/// <param name="WasRequired">Whether the old owner requires it.</param>
/// <param name="IsRequired">Whether the new owner requires it.</param>
internal sealed record SchemaPair(Place Place, Schema Old, Schema New, string Name, bool WasRequired, bool IsRequired)
{
    /// <summary>Whether it lies in a header of the request.</summary>
    public bool InHeader { get; init; }
}
