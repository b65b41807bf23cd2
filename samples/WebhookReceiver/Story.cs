using ClickFunnels;
using ClickFunnels.Emulator;
using ClickFunnels.Webhooks;

namespace WebhookSample;

/// <summary>
/// A receiver is registered, gets events that calls of the client cause, and meets a duplicate, a disorder and a forgery.
/// </summary>
public sealed class Story(ClickFunnelsEmulator emulator, ClickFunnelsClient client, Receiver receiver, TextWriter transcript)
{
    private static readonly string[] EventTypes =
    [
        WebhookEventTypes.NameOf<ContactCreated>(),
        WebhookEventTypes.NameOf<ContactUpdated>(),
        WebhookEventTypes.NameOf<ContactDeleted>(),
        WebhookEventTypes.NameOf<OrderCreated>(),
        WebhookEventTypes.NameOf<OrderCompleted>(),
        WebhookEventTypes.NameOf<OneTimeOrderCompleted>(),
        WebhookEventTypes.NameOf<SubscriptionActivated>(),
        WebhookEventTypes.NameOf<SubscriptionCanceled>(),
    ];

    /// <summary>Tells the story.</summary>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task TellAsync(CancellationToken cancellationToken = default)
    {
        await RegisterAsync(cancellationToken);
        var contact = await CauseEventsAsync(cancellationToken);
        await DuplicateAsync(cancellationToken);
        await DisorderAsync(contact, cancellationToken);
        await ForgeAsync(cancellationToken);
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        Heading("1. The endpoint");
        var endpoint = await client.Webhooks.Endpoints.EnsureEndpointAsync(receiver.Url, EventTypes, "Webhook sample", cancellationToken);
        receiver.Secret.TakeFrom(endpoint);
        var again = await client.Webhooks.Endpoints.EnsureEndpointAsync(receiver.Url, EventTypes, "Webhook sample", cancellationToken);
        transcript.WriteLine(
            $"   {receiver.Url} gets {EventTypes.Length} types of events: {endpoint.Change}; asked for again: {again.Change}"
        );
        transcript.WriteLine("   The receiver has the secret, which is shown once and never written.");
    }

    private async Task<long> CauseEventsAsync(CancellationToken cancellationToken)
    {
        Heading("2. What calls cause");
        var contact = await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada" }, cancellationToken: cancellationToken);
        await SettleAsync(cancellationToken);

        var (product, price) = await PutOnSaleAsync(cancellationToken);
        var order = await OrderAsync(OrderType.OneTimeOrder);
        await client.Orders.UpdateAsync(
            order.Id,
            new OrderUpdate { ServiceStatus = OrderServiceStatus.Completed },
            cancellationToken: cancellationToken
        );
        await SettleAsync(cancellationToken);

        var subscription = await OrderAsync(OrderType.SubscriptionOrder);
        await client.Orders.UpdateAsync(
            subscription.Id,
            new OrderUpdate { ServiceStatus = OrderServiceStatus.Active },
            cancellationToken: cancellationToken
        );
        await SettleAsync(cancellationToken);
        return contact.Id;

        Task<Order> OrderAsync(OrderType type) =>
            client.Orders.CreateAsync(
                new OrderCreate
                {
                    OrderType = type,
                    LiveMode = false,
                    ContactId = contact.Id,
                    LineItemsAttributes =
                    [
                        new OrderLineItemCreate
                        {
                            VariantId = product.DefaultVariantId,
                            ProductsPriceId = price.Id,
                            Quantity = 1,
                        },
                    ],
                },
                cancellationToken: cancellationToken
            );
    }

    private async Task<(Product Product, ProductPrice Price)> PutOnSaleAsync(CancellationToken cancellationToken)
    {
        var product = await client.Products.CreateAsync(new ProductCreate { Name = "Course" }, cancellationToken: cancellationToken);
        var price = await client.Products.Prices.CreateAsync(
            product.DefaultVariantId,
            new ProductPriceCreate { Amount = 29, Currency = "USD" },
            cancellationToken: cancellationToken
        );
        return (product, price);
    }

    private async Task DuplicateAsync(CancellationToken cancellationToken)
    {
        Heading("3. A duplicate");
        emulator.WebhookFaults.Add(WebhookEventTypes.NameOf<ContactCreated>(), WebhookFault.Duplicate);
        await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Grace" }, cancellationToken: cancellationToken);
        await SettleAsync(cancellationToken);
        WriteDeliveriesOfLast<ContactCreated>();
    }

    private async Task DisorderAsync(long contact, CancellationToken cancellationToken)
    {
        Heading("4. Events out of order");
        emulator.WebhookFaults.Add(WebhookEventTypes.NameOf<ContactUpdated>(), WebhookFault.HoldUntilNext);
        await client.Contacts.UpdateAsync(contact, new ContactUpdate { FirstName = "Older" }, cancellationToken: cancellationToken);

        // The times of events have milliseconds; these two shall differ.
        await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        await client.Contacts.UpdateAsync(contact, new ContactUpdate { FirstName = "Newer" }, cancellationToken: cancellationToken);
        await SettleAsync(cancellationToken);
        transcript.WriteLine($"   The copy of contact {contact} says {receiver.Copies[contact]}.");
    }

    private async Task ForgeAsync(CancellationToken cancellationToken)
    {
        Heading("5. A wrong signature");
        emulator.WebhookFaults.Add(WebhookEventTypes.NameOf<ContactDeleted>(), WebhookFault.WrongSignature);
        var contact = await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Eve" }, cancellationToken: cancellationToken);
        await SettleAsync(cancellationToken);
        await client.Contacts.DeleteAsync(contact.Id, cancellationToken: cancellationToken);
        await SettleAsync(cancellationToken);
        transcript.WriteLine("   The service repeats what was refused, after one second at first.");
        while (LastOf<ContactDeleted>() is { Outcome: WebhookDeliveryOutcome.WillRetry })
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        await SettleAsync(cancellationToken);
        WriteDeliveriesOfLast<ContactDeleted>();
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        await emulator.WaitForDeliveriesAsync(cancellationToken);
        await receiver.WaitUntilHandledAsync(cancellationToken);
    }

    private WebhookDelivery LastOf<TNotification>()
        where TNotification : WebhookNotification =>
        emulator.Deliveries.Last(delivery => delivery.EventType == WebhookEventTypes.NameOf<TNotification>());

    private void WriteDeliveriesOfLast<TNotification>()
        where TNotification : WebhookNotification
    {
        var last = LastOf<TNotification>();
        var statuses = emulator.Deliveries.Where(delivery => delivery.EventId == last.EventId).Select(delivery => delivery.Status);
        transcript.WriteLine($"   One event, {last.EventType}, delivered with the answers {string.Join(" and ", statuses)}.");
    }

    private void Heading(string text)
    {
        transcript.WriteLine();
        transcript.WriteLine(text);
    }
}
