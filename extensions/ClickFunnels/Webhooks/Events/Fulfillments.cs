namespace ClickFunnels.Webhooks;

/// <summary>A fulfillment was created: <c>fulfillment.created</c>.</summary>
public sealed class FulfillmentCreated : WebhookNotification<Fulfillment>;

/// <summary>A fulfillment was changed: <c>fulfillment.updated</c>.</summary>
public sealed class FulfillmentUpdated : WebhookNotification<Fulfillment>;
