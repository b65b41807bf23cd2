namespace ClickFunnels.Webhooks;

/// <summary>
/// The workspace disconnected your application: <c>platform_application.disconnected</c>. Its token no longer works. The shape of its
/// data is not published.
/// </summary>
public sealed class PlatformApplicationDisconnected : WebhookNotification;
