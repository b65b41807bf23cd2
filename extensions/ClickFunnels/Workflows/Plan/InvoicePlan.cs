using System;

namespace ClickFunnels.Workflows;

/// <summary>
/// The invoice of the planned order, with one line per item. Rule: <c>POST /orders/{order_id}/invoices</c>. A paid invoice
/// makes the order paid, grants access and sends the confirmation to the customer.
/// </summary>
public sealed class InvoicePlan
{
    /// <summary>Status of the invoice. The default is paid.</summary>
    public OrderInvoiceStatus Status { get; set; } = OrderInvoiceStatus.Paid;

    /// <summary>Time of payment. If it is null and the status is paid, the time of the request.</summary>
    public DateTimeOffset? PaidAt { get; set; }

    /// <summary>Time of issue.</summary>
    public DateTimeOffset? IssuedAt { get; set; }

    /// <summary>Due time.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>A key of your own, unique among the order's invoices. If it is null, the workflow derives one from the plan.</summary>
    public string? ExternalId { get; set; }

    /// <summary>Number of the invoice; null to let the service number it.</summary>
    public string? InvoiceNumber { get; set; }

    /// <summary>Type of the invoice; null for the service's default.</summary>
    public OrderInvoiceType? InvoiceType { get; set; }

    /// <summary>Cost of shipping in units of the currency, 0 or more.</summary>
    public decimal? ShippingAmount { get; set; }

    internal InvoicePlan Copy() => (InvoicePlan)MemberwiseClone();
}
