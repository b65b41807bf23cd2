#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>The number of records with its bound.</content>
public sealed partial class WorkspaceStatsValues
{
    /// <summary>
    /// The number of records: exact, a lower bound where the service stopped counting, or unavailable if it was not requested. Fields on
    /// the wire: <c>count</c>, <c>count_capped_at</c>.
    /// </summary>
    public BoundedCount BoundedCount => ClickFunnels.BoundedCount.Read(Count, CountCappedAt, unavailableReason: null);
}
