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
    public async Task Emulators_of_other_apis()
    {
        await using var simvoly = await SimvolyEmulator.StartAsync(new SimvolyEmulatorOptions { Contacts = 200, Products = 50 });
        await using var elastic = await ElasticFunnelsEmulator.StartAsync(new ElasticFunnelsEmulatorOptions { Customers = 200 });
        simvoly.Faults.Add("listContacts", Fault.BadGateway());
        simvoly.AddRecords("Order", [new JsonObject { ["total"] = 99.5m, ["status"] = "pending" }]);

        Assert.That((simvoly.Url.AbsolutePath, elastic.Url.AbsolutePath), Is.EqualTo(("/api/site/", "/api/")));
    }
}
