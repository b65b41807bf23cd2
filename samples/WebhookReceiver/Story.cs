using ClickFunnels;
using ClickFunnels.Emulator;
using ClickFunnels.Webhooks;

namespace WebhookSample;

/// <summary>
/// Registers a receiver, triggers events with the client, and shows a duplicate, events out of order and a wrong signature.
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

    /// <summary>Runs the story.</summary>
    /// <param name="cancellationToken">Cancels the story.</param>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        await RegisterAsync(cancellationToken);
        var contact = await TriggerEventsAsync(cancellationToken);
        await SendDuplicateAsync(cancellationToken);
        await SendOutOfOrderAsync(contact, cancellationToken);
        await SendWrongSignatureAsync(cancellationToken);
    }

    private async Task RegisterAsync(CancellationToken cancellationToken)
    {
        Heading("1. Create the webhook endpoint");
        var endpoint = await client.Webhooks.Endpoints.EnsureEndpointAsync(receiver.Url, EventTypes, "Webhook sample", cancellationToken);
        receiver.Secret.TakeFrom(endpoint);
        var again = await client.Webhooks.Endpoints.EnsureEndpointAsync(receiver.Url, EventTypes, "Webhook sample", cancellationToken);
        transcript.WriteLine($"   {receiver.Url} receives {EventTypes.Length} event types: {endpoint.Change}; second call: {again.Change}");
        transcript.WriteLine("   The receiver has the secret. The service returns it only once, and it is never printed.");
    }

    private async Task<long> TriggerEventsAsync(CancellationToken cancellationToken)
    {
        Heading("2. Events of API calls");
        var contact = await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada" }, cancellationToken: cancellationToken);
        await WaitAsync(cancellationToken);

        var (product, price) = await CreateProductAsync(cancellationToken);
        var order = await OrderAsync(OrderType.OneTimeOrder);
        await client.Orders.UpdateAsync(
            order.Id,
            new OrderUpdate { ExternalOrderServiceStatus = OrderServiceStatus.Completed },
            cancellationToken: cancellationToken
        );
        await WaitAsync(cancellationToken);

        var subscription = await OrderAsync(OrderType.SubscriptionOrder);
        await client.Orders.UpdateAsync(
            subscription.Id,
            new OrderUpdate { ExternalOrderServiceStatus = OrderServiceStatus.Active },
            cancellationToken: cancellationToken
        );
        await WaitAsync(cancellationToken);
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

    private async Task<(Product Product, ProductPrice Price)> CreateProductAsync(CancellationToken cancellationToken)
    {
        var product = await client.Products.CreateAsync(new ProductCreate { Name = "Course" }, cancellationToken: cancellationToken);
        var price = await client.Products.Prices.CreateAsync(
            product.DefaultVariantId,
            new ProductPriceCreate { Amount = 29 },
            cancellationToken: cancellationToken
        );
        return (product, price);
    }

    private async Task SendDuplicateAsync(CancellationToken cancellationToken)
    {
        Heading("3. A duplicate delivery");
        emulator.WebhookFaults.Add(WebhookEventTypes.NameOf<ContactCreated>(), WebhookFault.Duplicate);
        await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Grace" }, cancellationToken: cancellationToken);
        await WaitAsync(cancellationToken);
        WriteDeliveriesOfLast<ContactCreated>();
    }

    private async Task SendOutOfOrderAsync(long contact, CancellationToken cancellationToken)
    {
        Heading("4. Events out of order");
        emulator.WebhookFaults.Add(WebhookEventTypes.NameOf<ContactUpdated>(), WebhookFault.HoldUntilNext);
        await client.Contacts.UpdateAsync(contact, new ContactUpdate { FirstName = "Older" }, cancellationToken: cancellationToken);

        // Event times have a resolution of one millisecond. These two must differ.
        await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        await client.Contacts.UpdateAsync(contact, new ContactUpdate { FirstName = "Newer" }, cancellationToken: cancellationToken);
        await WaitAsync(cancellationToken);
        transcript.WriteLine($"   The copy of contact {contact} has the name {receiver.Copies[contact]}.");
    }

    private async Task SendWrongSignatureAsync(CancellationToken cancellationToken)
    {
        Heading("5. A wrong signature");
        emulator.WebhookFaults.Add(WebhookEventTypes.NameOf<ContactDeleted>(), WebhookFault.WrongSignature);
        var contact = await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Eve" }, cancellationToken: cancellationToken);
        await WaitAsync(cancellationToken);
        await client.Contacts.DeleteAsync(contact.Id, cancellationToken: cancellationToken);
        await WaitAsync(cancellationToken);
        transcript.WriteLine("   The service repeats a rejected delivery, the first time after one second.");
        while (GetLast<ContactDeleted>() is { Outcome: WebhookDeliveryOutcome.WillRetry })
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), cancellationToken);
        }

        await WaitAsync(cancellationToken);
        WriteDeliveriesOfLast<ContactDeleted>();
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        await emulator.WaitForDeliveriesAsync(cancellationToken);
        await receiver.WaitUntilHandledAsync(cancellationToken);
    }

    private WebhookDelivery GetLast<TNotification>()
        where TNotification : WebhookNotification =>
        emulator.Deliveries.Last(delivery => delivery.EventType == WebhookEventTypes.NameOf<TNotification>());

    private void WriteDeliveriesOfLast<TNotification>()
        where TNotification : WebhookNotification
    {
        var last = GetLast<TNotification>();
        var statuses = emulator.Deliveries.Where(delivery => delivery.EventId == last.EventId).Select(delivery => delivery.Status);
        transcript.WriteLine($"   One event, {last.EventType}, delivered with the responses {string.Join(" and ", statuses)}.");
    }

    private void Heading(string text)
    {
        transcript.WriteLine();
        transcript.WriteLine(text);
    }
}
