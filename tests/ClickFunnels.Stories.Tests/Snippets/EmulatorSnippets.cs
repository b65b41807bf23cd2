using System.Text.Json.Nodes;
using ClickFunnels.Emulator;

namespace ClickFunnels.Stories.Snippets;

public class EmulatorSnippets
{
    [Test]
    public async Task Deliveries_of_the_emulator()
    {
        await using var emulated = await Emulated.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var (client, emulator, receiverUrl) = (emulated.Client, emulated.Server, receiver.Url);

        await client.Webhooks.Endpoints.EnsureEndpointAsync(receiverUrl, ["contact.created"]);
        await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada" });
        await emulator.WaitForDeliveriesAsync();
        foreach (var attempt in emulator.Deliveries)
        {
            Console.WriteLine($"{attempt.EventType} attempt {attempt.Attempt}: {attempt.Outcome} {attempt.Status}");
        }

        Assert.That(emulator.Deliveries.Single().Outcome, Is.EqualTo(WebhookDeliveryOutcome.Delivered));
    }

    [Test]
    public async Task Applications_of_the_emulator()
    {
        var application = new OAuthApplication("acme") { ClientSecret = "…" };
        application.RedirectUris.Add("http://localhost:5000/callback");
        await using var emulator = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions { OAuthApplications = { application } }
        );

        Assert.That(emulator.OAuthApplication, Is.SameAs(application));
    }

    [Test]
    public async Task Faults_of_the_emulator()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Contacts = 45 });

        emulator.Faults.Add("createProducts", Fault.CutAfter());
        emulator.Faults.Add("listContacts", Fault.RateLimit(TimeSpan.FromSeconds(1)), times: 2);

        Assert.That(emulator.Faults.Unconsumed, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Strict_mode_of_the_emulator()
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync(new ClickFunnelsEmulatorOptions { Strict = true });

        foreach (var request in emulator.Requests)
        {
            foreach (var violation in request.Violations)
            {
                Console.WriteLine($"{request.OperationId}: {violation.Where}: {violation.Message}");
            }
        }

        Assert.That(emulator.Requests.SelectMany(request => request.Violations), Is.Empty);
    }

    [Test]
    public async Task Replay_of_the_emulator()
    {
        using var folder = new TemporaryFolder();
        var recording = folder.Path;
        await using (var recorder = await ClickFunnelsEmulator.StartAsync(new() { TrafficFolder = recording }))
        {
            using var one = Emulated.ClientOf(recorder);
            await one.Contacts.ListAsync().ToListAsync();
        }

        await using var emulator = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions
            {
                ReplayPath = recording,
                ReplayMode = ReplayMode.Strict,
                TrafficFolder = null,
            }
        );
        using var client = Emulated.ClientOf(emulator);
        await client.Contacts.ListAsync().ToListAsync();
        foreach (var unused in emulator.UnusedReplays)
        {
            Console.WriteLine($"{unused.Source}: {unused.Method} {unused.Path}");
        }

        Assert.That(emulator.UnusedReplays, Is.Empty);
    }

    [Test]
    public async Task Seed_files_of_the_emulator()
    {
        await using var emulated = await Emulated.StartAsync();
        var (client, emulator) = (emulated.Client, emulated.Server);
        emulator.Seed(
            """
            records:
              ContactTag:
                vip: {name: VIP}
              Contact:
                ada: {email_address: ada@example.com, tags: [$vip]}
            """
        );
        var ada = await client.Contacts.GetAsync(emulator.Seeded["ada"].Id);

        Assert.That(ada.Tags!.Single().Name, Is.EqualTo("VIP"));
    }

    [Test]
    public async Task External_purchases_of_the_emulator()
    {
        await using var emulated = await Emulated.StartAsync();
        var (client, emulator) = (emulated.Client, emulated.Server);
        var product = await client.Products.CreateAsync(new ProductCreate { Name = "Course" });
        var price = await client.Products.Prices.CreateAsync(
            product.DefaultVariantId,
            new ProductPriceCreate
            {
                Amount = 20,
                PaymentType = PaymentType.Subscription,
                Interval = PriceInterval.Months,
                IntervalCount = 1,
            }
        );
        var endpoint = await client.ExternalPurchases.Endpoints.CreateAsync(
            new ExternalPurchaseEndpointCreate
            {
                Name = "Sales",
                Provider = ExternalPurchaseProvider.Whop,
                LiveMode = true,
            }
        );
        await client.ExternalPurchases.ProductMappings.CreateAsync(
            endpoint.Id,
            new ExternalPurchaseProductMappingCreate
            {
                ExternalProductSku = "plan_1024",
                ProductsVariantId = product.DefaultVariantId,
                ProductsPriceId = price.Id,
            }
        );

        long? eventId = emulator.ReceiveExternalPurchase(
            endpoint.Id,
            new ExternalPurchaseReport("payment.succeeded")
            {
                ProductSku = "plan_1024",
                SubscriptionId = "mem_1",
                PaymentId = "pay_1",
                BuyerEmail = "jane@example.com",
            }
        );

        var received = await client.ExternalPurchases.Events.GetAsync(eventId!.Value);
        var order = await client.Orders.GetAsync(received.OrderId!.Value);
        Assert.That((order.TotalAmount, order.ServiceStatus), Is.EqualTo((20m, OrderServiceStatus.Active)));
        var stats = await client.Workspaces.GetStatsAsync(
            new WorkspacesGetStatsOptions
            {
                Resource = WorkspaceStatsResource.Order,
                Count = true,
                Sum = new WorkspaceStatsSum { Property = WorkspaceStatsSumProperty.TotalAmount },
                Filter = new WorkspaceStatsFilter { LiveMode = true, ServiceStatus = OrderServiceStatus.Active },
            }
        );
        Assert.That((stats.Stats!.BoundedCount.Total, stats.Stats.Sum!.Value), Is.EqualTo((1L, 20m)));
    }

    [Test]
    public async Task Email_activity_of_the_emulator()
    {
        await using var emulated = await Emulated.StartAsync();
        var (client, emulator) = (emulated.Client, emulated.Server);
        var address = new EmailSettingsAddressUpdate
        {
            AddressOne = "1 Main St",
            City = "Boise",
            PostalCode = "83702",
            CountryCode = "US",
        };
        await client.Emails.Settings.UpdateAsync(new EmailSettingsUpdate { Address = address });
        var broadcast = await client.Emails.Broadcasts.CreateAsync(
            new EmailBroadcastCreate(BroadcastAudience.AllContacts) { Name = "News", FromEmail = "news@example.com" }
        );
        var contactId = (await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada" })).Id;

        emulator.AddEmailActivity(
            new EmailActivity(broadcast.Id, contactId, EmailActivityKind.Opened),
            new EmailActivity(broadcast.Id, contactId, EmailActivityKind.Clicked)
        );

        var stats = await client.Emails.Broadcasts.GetStatsAsync(broadcast.Id);
        Assert.That((stats.Performance!.UniqueOpens, stats.Performance.UniqueClicks), Is.EqualTo((1L, 1L)));
    }

    [Test]
    public async Task Emulators_of_other_apis()
    {
        await using var simvoly = await SimvolyEmulator.StartAsync(new SimvolyEmulatorOptions { Contacts = 200, Products = 50 });
        await using var elastic = await ElasticFunnelsEmulator.StartAsync(new ElasticFunnelsEmulatorOptions { Customers = 200 });
        simvoly.Faults.Add("listContacts", Fault.BadGateway());
        simvoly.AddRecords("Order", [new JsonObject { ["total"] = 99.5m, ["status"] = "pending" }]);

        Assert.That((simvoly.Url.AbsolutePath, elastic.Url.AbsolutePath), Is.EqualTo(("/api/site/", "/api/")));
    }
}
