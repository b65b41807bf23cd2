namespace ClickFunnels.Webhooks;

/// <summary>An order was created: <c>order.created</c>.</summary>
public sealed class OrderCreated : WebhookNotification<Order>;

/// <summary>An order was changed: <c>order.updated</c>.</summary>
public sealed class OrderUpdated : WebhookNotification<Order>;

/// <summary>An order was deleted: <c>order.deleted</c>.</summary>
public sealed class OrderDeleted : WebhookNotification<Order>;

/// <summary>An order was completed: <c>order.completed</c>.</summary>
public sealed class OrderCompleted : WebhookNotification<Order>;

/// <summary>A one-time order was completed: <c>one-time-order.completed</c>.</summary>
public sealed class OneTimeOrderCompleted : WebhookNotification<Order>;

/// <summary>An invoice of a one-time order was paid: <c>one-time-order.invoice.paid</c>.</summary>
public sealed class OneTimeOrderInvoicePaid : WebhookNotification<OrderInvoice>;

/// <summary>A one-time order was refunded: <c>one_time_order.refunded</c>.</summary>
public sealed class OneTimeOrderRefunded : WebhookNotification<Order>;

/// <summary>A transaction was created: <c>orders/transaction.created</c>.</summary>
public sealed class OrderTransactionCreated : WebhookNotification<OrderTransaction>;

/// <summary>A transaction was changed: <c>orders/transaction.updated</c>.</summary>
public sealed class OrderTransactionUpdated : WebhookNotification<OrderTransaction>;
