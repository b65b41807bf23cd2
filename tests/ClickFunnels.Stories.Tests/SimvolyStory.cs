using System.Text.Json.Nodes;
using ClickFunnels.Emulator;
using Simvoly.Webhooks;

namespace Simvoly.Stories;

/// <summary>The client of Simvoly and the emulator of its API, over real HTTP.</summary>
public sealed class SimvolyStory
{
    private const string Secret = "kept-by-the-receiver";

    [Test]
    public async Task Each_of_130_contacts_is_seen_once_also_after_lost_connections()
    {
        await using var server = await SimvolyEmulator.StartAsync(new SimvolyEmulatorOptions { Contacts = 130 });
        using var client = ClientOf(server);
        server.Faults.Add("listContacts", Fault.CutBefore());
        server.Faults.Add("listContacts", Fault.BadGateway());
        server.Faults.Add("listContacts", Fault.RateLimit(TimeSpan.Zero));

        var contacts = await client.Contacts.ListAsync(new() { Limit = 50 }).ToListAsync();

        Assert.That(contacts.Select(contact => contact.Id), Is.Unique);
        Assert.That(contacts, Has.Count.EqualTo(130));
        Assert.That(server.Faults.Unconsumed, Is.Empty);
    }

    [Test]
    public async Task A_contact_whose_response_was_lost_is_not_created_twice()
    {
        await using var server = await SimvolyEmulator.StartAsync(new SimvolyEmulatorOptions { Contacts = 0 });
        using var client = ClientOf(server);
        server.Faults.Add("upsertContact", Fault.CutAfter());

        var contact = await client.Contacts.UpsertAsync(new() { Email = "ada@example.com", Name = "Ada" });
        var found = await client.Contacts.GetByEmailAsync(new() { Email = "ADA@example.com" });

        Assert.That(found.Id, Is.EqualTo(contact.Id));
        Assert.That(await client.Contacts.ListAsync().ToListAsync(), Has.Count.EqualTo(1));
        Assert.That(server.Requests.Count(request => request.OperationId == "upsertContact"), Is.EqualTo(2));
    }

    [Test]
    public async Task Products_of_a_category_and_of_those_below_it_are_read()
    {
        await using var server = await SimvolyEmulator.StartAsync(new SimvolyEmulatorOptions { Products = 5 });
        using var client = ClientOf(server);
        var categories = await client.Products.ListCategoriesAsync().ToListAsync();
        var lighting = categories.Single(category => category.Name == "Lighting");

        var products = await client.Products.ListAsync(new() { CategoryId = lighting.Id }).ToListAsync();
        var made = await client.Products.CreateAsync(
            new()
            {
                Type = ProductType.Digital,
                Title = "Guide",
                File = "https://files.example.com/guide.pdf",
                Variants = [new() { Price = 19.90m }],
            }
        );

        Assert.That(products.Select(product => product.Title), Is.EqualTo(new[] { "Desk lamp", "Floor lamp" }));
        Assert.That(products[0].Variants![0].Price, Is.EqualTo(19.5m));
        Assert.That((await client.Products.GetAsync(made.Id)).Variants![0].Price, Is.EqualTo(19.90m));
    }

    [Test]
    public async Task An_order_is_shipped()
    {
        await using var server = await SimvolyEmulator.StartAsync();
        using var client = ClientOf(server);
        var order = (await client.Orders.ListAsync().ToListAsync())[0];

        var shipped = await client.Orders.UpdateAsync(order.Id, new() { Status = OrderStatus.Shipped });

        Assert.That((order.Status, shipped.Status), Is.EqualTo(((OrderStatus?)OrderStatus.Pending, (OrderStatus?)OrderStatus.Shipped)));
    }

    [Test]
    public async Task Errors_have_the_message_of_the_service()
    {
        await using var server = await SimvolyEmulator.StartAsync();
        using var client = ClientOf(server);

        var missing = await Assert.ThrowsAsync<ApiNotFoundException>(() => client.Contacts.GetAsync(999_999));

        Assert.That(missing!.Errors.Select(error => error.Message), Is.EqualTo(new[] { "The record was not found." }));
    }

    [Test]
    public async Task Deliveries_pass_the_verifier_and_are_read_as_their_type()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var server = await SimvolyEmulator.StartAsync(new SimvolyEmulatorOptions { Domain = "shop.example.com" });
        using var client = ClientOf(server);
        await client.Webhooks.CreateAsync(
            new()
            {
                Target = receiver.Url.AbsoluteUri,
                Events = [WebhookEvent.ContactUpdated, WebhookEvent.OrderCreated],
                Secret = Secret,
            }
        );

        server.WebhookFaults.Add("order_created", WebhookFault.WrongSignature);
        await client.Contacts.UpsertAsync(new() { Email = "ada@example.com" });
        server.AddRecords("Order", [new JsonObject { ["total"] = 99.5m, ["status"] = "pending" }]);
        await server.WaitForDeliveriesAsync();

        var verifier = new WebhookVerifier(Secret);
        var byTopic = receiver.Received.ToDictionary(received => received.Headers[WebhookHeaders.Topic]);
        var contact = byTopic["contact_updated"];
        var order = byTopic["order_created"];
        Assert.That(verifier.Verify(contact.Body, contact.Headers[WebhookHeaders.Signature]).IsValid, Is.True);
        Assert.That(verifier.Verify(order.Body, order.Headers[WebhookHeaders.Signature]).IsValid, Is.False, "the fault");
        var read = WebhookNotification.Parse("contact_updated", contact.Body, contact.Headers[WebhookHeaders.Source]);
        Assert.That(read, Is.InstanceOf<ContactUpdated>().With.Property("Source").EqualTo("shop.example.com"));
        Assert.That(((ContactUpdated)read).Data.Email, Is.EqualTo("ada@example.com"));
    }

    private static SimvolyClient ClientOf(SimvolyEmulator server) =>
        new(
            new SimvolyClientOptions
            {
                Site = server.Url.AbsoluteUri,
                AccessToken = server.AccessToken,
                UserAgent = "Stories/1.0",
                RetryDelay = TimeSpan.Zero,
                MaxRetryDelay = TimeSpan.FromMilliseconds(1),
            }
        );
}
