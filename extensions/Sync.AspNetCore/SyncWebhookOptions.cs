using ClickFunnels.AspNetCore;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Sync.AspNetCore;

/// <summary>Settings of the handler that applies webhook events to a copy of the data.</summary>
public sealed class SyncWebhookOptions
{
    /// <summary>
    /// Returns the id of the workspace of an event; null to ignore the event. By default, it is the workspace that the event names. Set
    /// it, for example by tenant, if your events name none.
    /// </summary>
    public Func<WebhookNotification, WebhookContext, long?> Workspace { get; set; } = static (notification, _) => notification.WorkspaceId;
}
