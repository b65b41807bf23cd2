using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>The rules on triggers of workflows that would never fire.</summary>
internal static class WorkflowTriggerRules
{
    public static string? Broken(WorkflowTriggerEventTypeKey? key, ResourceId? funnel, ResourceId? page) =>
        funnel is { IsEmpty: false }
        && page is null
        && (key == WorkflowTriggerEventTypeKey.Optin || key == WorkflowTriggerEventTypeKey.View)
            ? "a trigger for $optin or $view with funnel_id never fires. Name the page in page_id."
            : null;
}

/// <content>Rules that are checked before anything is sent.</content>
public sealed partial class WorkflowTriggerCreate
{
    /// <inheritdoc />
    protected override string? BrokenRule() => WorkflowTriggerRules.Broken(EventTypeKey, FunnelId, PageId);
}

/// <content>Rules that are checked before anything is sent.</content>
public sealed partial class WorkflowTriggerUpdate
{
    /// <inheritdoc />
    protected override string? BrokenRule() => WorkflowTriggerRules.Broken(EventTypeKey, FunnelId, PageId);
}
