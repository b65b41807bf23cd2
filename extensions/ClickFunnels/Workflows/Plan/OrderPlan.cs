using System;
using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace ClickFunnels.Workflows;

/// <summary>
/// An order of the planned product that is paid outside ClickFunnels. Rule: <c>POST /workspaces/{workspace_id}/orders</c>
/// accepts only external orders, and the contact must exist.
/// </summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class OrderPlan
{
    /// <summary>Numeric id of the contact who orders. Set either this or <see cref="ContactEmailAddress" />.</summary>
    public long? ContactId { get; set; }

    /// <summary>E-mail address of the contact, who must exist.</summary>
    public string? ContactEmailAddress { get; set; }

    /// <summary>True for a real order. The default is false: a test order, which analytics ignore.</summary>
    public bool LiveMode { get; set; }

    /// <summary>The ordered items; at least one.</summary>
    public IList<OrderItemPlan> Items { get; private set; } = [];

    /// <summary>
    /// A key of your own, unique among the contact's orders. If it is null, the workflow derives one from the plan. The
    /// workflow finds the order by it if a response is lost.
    /// </summary>
    public string? ExternalId { get; set; }

    /// <summary>
    /// Type of the order. If it is null: a subscription order if an item is billed in periods, otherwise a one-time order.
    /// </summary>
    public OrderType? OrderType { get; set; }

    /// <summary>Service status; null to let ClickFunnels set it.</summary>
    public OrderServiceStatus? ServiceStatus { get; set; }

    /// <summary>Notes on the order.</summary>
    public string? Notes { get; set; }

    /// <summary>The invoice of the order; null for none.</summary>
    public InvoicePlan? Invoice { get; set; }

    /// <summary>The fulfillment of the order. It needs a paid <see cref="Invoice" /> and a location. Null for none.</summary>
    public FulfillmentPlan? Fulfillment { get; set; }

    internal OrderPlan Copy()
    {
        var copy = (OrderPlan)MemberwiseClone();
        copy.Items = Items.CopyEach(static item => item.Copy());
        copy.Invoice = Invoice?.Copy();
        copy.Fulfillment = Fulfillment?.Copy();
        return copy;
    }
}

/// <summary>One line of an order: a variant at one of its prices.</summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class OrderItemPlan
{
    /// <summary>The variant: the value of each property, by the property's name. Empty if the plan has a single variant.</summary>
    public IDictionary<string, string> Values { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Index of the variant's price in the plan. The default is 0, the first one.</summary>
    public int PriceIndex { get; set; }

    /// <summary>Number of units, 1 or more. The default is 1.</summary>
    public int Quantity { get; set; } = 1;

    /// <summary>Amount of the invoice's line, in units of the currency; null for the amount of the price.</summary>
    public decimal? InvoiceAmount { get; set; }

    /// <summary>Text of the invoice's line.</summary>
    public string? InvoiceDescription { get; set; }

    internal OrderItemPlan Copy()
    {
        var copy = (OrderItemPlan)MemberwiseClone();
        copy.Values = new Dictionary<string, string>(Values, StringComparer.Ordinal);
        return copy;
    }
}

/// <summary>
/// The invoice of the planned order, with one line per item. Rule: <c>POST /orders/{order_id}/invoices</c>. A paid invoice
/// makes the order paid, grants access and sends the confirmation to the customer.
/// </summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
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

/// <summary>
/// Records that the goods of the paid invoice were sent: all lines whose variant is physical or must be fulfilled. Rule:
/// <c>POST /workspaces/{workspace_id}/fulfillments</c>.
/// </summary>
[JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)]
public sealed class FulfillmentPlan
{
    /// <summary>Name of the carrier.</summary>
    public string? ShippingProvider { get; set; }

    /// <summary>Tracking code of the parcel.</summary>
    public string? TrackingCode { get; set; }

    /// <summary>Address of the page that tracks the parcel.</summary>
    public string? TrackingUrl { get; set; }

    /// <summary>True to notify the customer by e-mail.</summary>
    public bool? NotifyCustomer { get; set; }

    /// <summary>True to record the fulfillment even without stock. A variant that counts its stock starts with none.</summary>
    public bool? IgnoreOutOfStock { get; set; }

    internal FulfillmentPlan Copy() => (FulfillmentPlan)MemberwiseClone();
}
