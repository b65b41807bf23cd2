using ClickFunnels.Contracts.Model;

namespace ClickFunnels.Drift.Diff;

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

    /// <summary>
    /// The request of the service that the schema belongs to: <c>the webhook thing.created</c>; null for a call of the client.
    /// </summary>
    public string? Source { get; init; }
}
