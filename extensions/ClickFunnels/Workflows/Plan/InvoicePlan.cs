using System;

namespace ClickFunnels.Workflows;

/// <summary>
/// The invoice of the planned order, with one line per item. Rule: <c>POST /orders/{order_id}/invoices</c>. A paid one makes
/// the order paid, grants access and sends the confirmation to the customer.
/// </summary>
public sealed class InvoicePlan
{
    /// <summary>Status; paid when left out.</summary>
    public OrderInvoiceStatus Status { get; set; } = OrderInvoiceStatus.Paid;

    /// <summary>When it was paid; the moment of sending when left out and the status is paid.</summary>
    public DateTimeOffset? PaidAt { get; set; }

    /// <summary>When it was issued.</summary>
    public DateTimeOffset? IssuedAt { get; set; }

    /// <summary>When it is due.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>A key of your own, unique among the order's invoices. When left out, the workflow sets one derived from the plan.</summary>
    public string? ExternalId { get; set; }

    /// <summary>Number of the invoice; the service numbers by itself when left out.</summary>
    public string? InvoiceNumber { get; set; }

    /// <summary>Type of the invoice; the service's default when left out.</summary>
    public OrderInvoiceType? InvoiceType { get; set; }

    /// <summary>Cost of shipping in units of the currency, 0 or more.</summary>
    public decimal? ShippingAmount { get; set; }

    internal InvoicePlan Copy() => (InvoicePlan)MemberwiseClone();
}
