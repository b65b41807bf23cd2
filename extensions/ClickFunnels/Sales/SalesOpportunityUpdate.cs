#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>Reopening sends both fields.</content>
public sealed partial class SalesOpportunityUpdate
{
    /// <summary>
    /// Moves a closed opportunity to a stage, and clears <c>closed_at</c>. The service keeps that time when only the stage changes, so that
    /// the opportunity would be missing among the open ones (documented).
    /// </summary>
    /// <param name="stageId">Numeric id of the stage.</param>
    public void Reopen(long stageId) => (PipelinesStageId, ClosedAt) = (stageId, null);
}
