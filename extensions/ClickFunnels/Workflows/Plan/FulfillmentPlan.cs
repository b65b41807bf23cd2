namespace ClickFunnels.Workflows;

/// <summary>
/// Records that the goods of the paid invoice were sent: all lines whose variant is physical or must be fulfilled. Rule:
/// <c>POST /workspaces/{workspace_id}/fulfillments</c>.
/// </summary>
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
