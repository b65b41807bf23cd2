namespace ClickFunnels.Webhooks;

/// <summary>An invoice was created: <c>orders/invoice.created</c>.</summary>
public sealed class OrderInvoiceCreated : WebhookNotification<OrderInvoice>;

/// <summary>An invoice was changed: <c>orders/invoice.updated</c>.</summary>
public sealed class OrderInvoiceUpdated : WebhookNotification<OrderInvoice>;

/// <summary>An invoice was refunded: <c>orders/invoice.refunded</c>.</summary>
public sealed class OrderInvoiceRefunded : WebhookNotification<OrderInvoice>;

/// <summary>An invoice will not be charged again: <c>orders/invoice.abandoned</c>.</summary>
public sealed class OrderInvoiceAbandoned : WebhookNotification<OrderInvoice>;

/// <summary>An invoice was issued again: <c>orders/invoice.reissued</c>.</summary>
public sealed class OrderInvoiceReissued : WebhookNotification<OrderInvoice>;

/// <summary>An invoice is overdue: <c>orders/invoice.past_due</c>.</summary>
public sealed class OrderInvoicePastDue : WebhookNotification<OrderInvoice>;

/// <summary>An invoice was fulfilled: <c>orders/invoice.fulfilled</c>.</summary>
public sealed class OrderInvoiceFulfilled : WebhookNotification<OrderInvoice>;

/// <summary>An invoice was voided: <c>orders/invoice.voided</c>.</summary>
public sealed class OrderInvoiceVoided : WebhookNotification<OrderInvoice>;

/// <summary>An invoice was paid: <c>orders/invoice.paid</c>.</summary>
public sealed class OrderInvoicePaid : WebhookNotification<OrderInvoice>;

/// <summary>A restock was created: <c>orders/invoices/restock.created</c>.</summary>
public sealed class OrderInvoiceRestockCreated : WebhookNotification<OrderInvoiceRestock>;

/// <summary>A restock was changed: <c>orders/invoices/restock.updated</c>.</summary>
public sealed class OrderInvoiceRestockUpdated : WebhookNotification<OrderInvoiceRestock>;

/// <summary>
/// The payment of a renewal was declined: <c>renewal-invoice-payment-declined</c>. Listed in 2025, no longer in August 2026.
/// </summary>
public sealed class RenewalInvoicePaymentDeclined : WebhookNotification<OrderInvoice>;
