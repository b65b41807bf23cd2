namespace ClickFunnels.Webhooks;

/// <summary>A subscription order became active: <c>subscription.activated</c>.</summary>
public sealed class SubscriptionActivated : WebhookNotification<Order>;

/// <summary>A subscription order was canceled: <c>subscription.canceled</c>.</summary>
public sealed class SubscriptionCanceled : WebhookNotification<Order>;

/// <summary>A subscription order became active again: <c>subscription.reactivated</c>.</summary>
public sealed class SubscriptionReactivated : WebhookNotification<Order>;

/// <summary>A subscription order moved to a lower price: <c>subscription.downgraded</c>.</summary>
public sealed class SubscriptionDowngraded : WebhookNotification<Order>;

/// <summary>A subscription order moved to a higher price: <c>subscription.upgraded</c>.</summary>
public sealed class SubscriptionUpgraded : WebhookNotification<Order>;

/// <summary>A subscription order was lost: <c>subscription.churned</c>.</summary>
public sealed class SubscriptionChurned : WebhookNotification<Order>;

/// <summary>A subscription order was changed by Payments AI: <c>subscription.modified</c>.</summary>
public sealed class SubscriptionModified : WebhookNotification<Order>;

/// <summary>A subscription order was completed: <c>subscription.completed</c>.</summary>
public sealed class SubscriptionCompleted : WebhookNotification<Order>;

/// <summary>A subscription order was paid for the first time: <c>subscription.first_payment_received</c>.</summary>
public sealed class SubscriptionFirstPaymentReceived : WebhookNotification<Order>;

/// <summary>The trial of a subscription order started: <c>subscription.trial_started</c>.</summary>
public sealed class SubscriptionTrialStarted : WebhookNotification<Order>;

/// <summary>The trial of a subscription order ended: <c>subscription.trial_ended</c>.</summary>
public sealed class SubscriptionTrialEnded : WebhookNotification<Order>;

/// <summary>A subscription order continued after its trial: <c>subscription.trial_converted</c>.</summary>
public sealed class SubscriptionTrialConverted : WebhookNotification<Order>;

/// <summary>A subscription order has other line items: <c>subscription.line_items.changed</c>.</summary>
public sealed class SubscriptionLineItemsChanged : WebhookNotification<Order>;

/// <summary>An invoice of a subscription order was paid: <c>subscription.invoice.paid</c>.</summary>
public sealed class SubscriptionInvoicePaid : WebhookNotification<OrderInvoice>;
