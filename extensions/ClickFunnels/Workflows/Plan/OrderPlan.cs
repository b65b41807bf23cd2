using System.Collections.Generic;

namespace ClickFunnels.Workflows;

/// <summary>
/// An order of the planned product that is paid outside ClickFunnels. Rule: <c>POST /workspaces/{workspace_id}/orders</c>
/// takes external orders only, and the contact must exist.
/// </summary>
public sealed class OrderPlan
{
    /// <summary>Numeric id of the contact who orders; either this or <see cref="ContactEmailAddress" />.</summary>
    public long? ContactId { get; set; }

    /// <summary>E-mail address by which the contact is found; it must be there already.</summary>
    public string? ContactEmailAddress { get; set; }

    /// <summary>True for a real order; false, as when left out, for a test order, which analytics leave out.</summary>
    public bool LiveMode { get; set; }

    /// <summary>What is ordered. One item at least.</summary>
    public IList<OrderItemPlan> Items { get; private set; } = [];

    /// <summary>
    /// A key of your own, unique among the contact's orders. When left out, the workflow sets one derived from the plan, by
    /// which it finds the order again after a lost answer.
    /// </summary>
    public string? ExternalId { get; set; }

    /// <summary>Type of the order. When left out: a subscription order if an item is billed in periods, else a one-time order.</summary>
    public OrderType? OrderType { get; set; }

    /// <summary>Status of the service; left to ClickFunnels when null.</summary>
    public OrderServiceStatus? ServiceStatus { get; set; }

    /// <summary>Notes on the order.</summary>
    public string? Notes { get; set; }

    /// <summary>The invoice of the order; null for none.</summary>
    public InvoicePlan? Invoice { get; set; }

    /// <summary>The sending of the goods; needs a paid <see cref="Invoice" /> and a location. Null for none.</summary>
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
