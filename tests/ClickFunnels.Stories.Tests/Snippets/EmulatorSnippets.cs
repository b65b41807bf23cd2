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
}
