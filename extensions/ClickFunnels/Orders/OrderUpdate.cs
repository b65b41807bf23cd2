#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <content>What works on external orders only says so.</content>
public sealed partial class OrderUpdate
{
    /// <summary>
    /// State of delivery of an external order: one-time orders are pending or completed; subscriptions are pending, active, churned,
    /// canceled, completed or paused. On an order of a payment processor the service ignores the field <c>service_status</c> without an
    /// error (documented): cancel such an order with <see cref="OrdersClient.CancelAsync" />.
    /// </summary>
    public OrderServiceStatus? ExternalOrderServiceStatus
    {
        get => ServiceStatus;
        set => ServiceStatus = value;
    }
}
