using System.Collections.Generic;

namespace ClickFunnels.Workflows;

/// <summary>
/// An order of the planned product that is paid outside ClickFunnels. Rule: <c>POST /workspaces/{workspace_id}/orders</c>
/// accepts only external orders, and the contact must exist.
/// </summary>
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
