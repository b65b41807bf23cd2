namespace ClickFunnels.Webhooks;

/// <summary>The workspace disconnected your application: <c>platform_application.disconnected</c>. Its token is of no use any more. The shape of its data is not published.</summary>
public sealed class PlatformApplicationDisconnected : WebhookNotification;
