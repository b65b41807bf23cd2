using System.Globalization;
using ClickFunnels.Emulator;
using ClickFunnels.Emulator.ClickFunnels;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Stories;

public class WebhookStory
{
    private static IEnumerable<string> Caused => EventScenarios.All.Keys;

    private static IEnumerable<string> NotCaused => WebhookEventDefinition.All.Where(one => one.Cause is null).Select(one => one.Type);

    [Test]
    public async Task A_new_contact_is_delivered_verified_and_read()
    {
        await using var emulated = await Emulated.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var client = emulated.Client;

        var endpoint = await client.Webhooks.Endpoints.EnsureEndpointAsync(receiver.Url, ["contact.created", "contact.deleted"]);
        var again = await client.Webhooks.Endpoints.EnsureEndpointAsync(receiver.Url, ["contact.created", "contact.deleted"]);
        var contact = await client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada", EmailAddress = "ada@example.com" });
        await client.Contacts.DeleteAsync(contact.Id);
        await emulated.Server.WaitForDeliveriesAsync();

        Assert.That((endpoint.Change, again.Change), Is.EqualTo((WebhookEndpointChange.Created, WebhookEndpointChange.None)));
        var verifier = new WebhookVerifier(endpoint.Secret!);
        Assert.That(
            receiver.Received,
            Has.Count.EqualTo(2).And.All.Matches<Received>(one => verifier.Verify(one!.Body, one.Signature, one.Timestamp).IsValid)
        );
        var events = receiver.Received.Select(one => WebhookNotification.Parse(one.Body)).ToList();
        var created = events.OfType<ContactCreated>().Single();
        Assert.That(
            (created.Data!.Id, created.Data.EmailAddress, created.SubjectId, created.WorkspaceId, created.ApiVersion),
            Is.EqualTo((contact.Id, "ada@example.com", (long?)contact.Id, (long?)emulated.Server.WorkspaceId, (int?)2))
        );
        Assert.That(events.OfType<ContactDeleted>().Single().Data!.DeletedAt, Is.Not.Null);
    }

    [Test]
    public async Task A_missed_event_is_found_in_the_list_and_reads_alike()
    {
        await using var emulated = await Emulated.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        await emulated.Client.Webhooks.Endpoints.EnsureEndpointAsync(receiver.Url, ["contact.created"]);
        await emulated.Client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada" });
        await emulated.Server.WaitForDeliveriesAsync();

        var listed = (await emulated.Client.Webhooks.Events.ListAsync().ToListAsync()).Single();
        var read = (ContactCreated)WebhookNotification.From(listed);
        var delivered = (ContactCreated)WebhookNotification.Parse(receiver.Received.Single().Body);

        Assert.That(
            (read.EventId, read.CreatedAt, read.SubjectId, read.Data!.FirstName),
            Is.EqualTo((delivered.EventId, delivered.CreatedAt, delivered.SubjectId, delivered.Data!.FirstName))
        );
    }

    [Test]
    public async Task A_delivery_that_is_signed_wrongly_or_long_ago_is_refused()
    {
        await using var emulated = await Emulated.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync();
        var endpoint = await emulated.Client.Webhooks.Endpoints.EnsureEndpointAsync(receiver.Url, ["contact.created"]);
        emulated.Server.WebhookFaults.Add("contact.created", WebhookFault.WrongSignature);
        emulated.Server.WebhookFaults.Add("contact.created", WebhookFault.OldTimestamp);

        for (var count = 0; count < 2; count++)
        {
            await emulated.Client.Contacts.CreateAsync(new ContactCreate { FirstName = "Ada" });
        }

        await emulated.Server.WaitForDeliveriesAsync();

        var verifier = new WebhookVerifier(endpoint.Secret!);
        Assert.That(
            receiver.Received,
            Has.Count.EqualTo(2).And.None.Matches<Received>(one => verifier.Verify(one!.Body, one.Signature, one.Timestamp).IsValid)
        );
    }

    [TestCaseSource(nameof(Caused))]
    public async Task An_event_that_operations_cause_reads_as_its_class(string type)
    {
        var api = await Api.StartAsync(contacts: 5, options => options.ProcessorOrders = true);
        var world = await World.MakeAsync(api);
        await using var listening = await Listening.ToAsync(api, type);

        await EventScenarios.All[type](world);

        Check(type, await listening.SettledAsync(), listening.Secret);
    }

    [TestCaseSource(nameof(NotCaused))]
    public async Task An_event_that_only_the_service_causes_reads_as_its_class(string type)
    {
        var api = await Api.StartAsync(contacts: 5, options => options.ProcessorOrders = true);
        var world = await World.MakeAsync(api);
        var rule = EventTable.ByType[type];
        var subject =
            api.Emulator.Store.Of(rule.Resource).Select(record => (long?)record.Id).FirstOrDefault()
            ?? long.Parse(await world.EnsureAsync(rule.Resource), CultureInfo.InvariantCulture);
        await using var listening = await Listening.ToAsync(api, type);

        Assert.That(api.Emulator.RaiseEvent(type, subject), Is.Not.Null);

        Check(type, await listening.SettledAsync(), listening.Secret);
    }

    private static void Check(string type, IReadOnlyList<Received> received, string secret)
    {
        var verifier = new WebhookVerifier(secret);
        Assert.That(received, Is.Not.Empty);
        foreach (var one in received)
        {
            Assert.That(verifier.Verify(one!.Body, one.Signature, one.Timestamp).IsValid, Is.True);
            var notification = WebhookNotification.Parse(one.Body);
            Assert.That(notification, Is.Not.InstanceOf<UnknownWebhookNotification>());
            Assert.That((notification.EventType, notification.EventId), Is.EqualTo((type, one.EventId)));
            Assert.That(notification.AdditionalProperties, Is.Empty);
            if (type == "platform_application.disconnected")
            {
                continue;
            }

            var data = (Model)notification.GetType().GetProperty("Data")!.GetValue(notification)!;
            Assert.That(data.GetType().GetProperty("Id")!.GetValue(data), Is.EqualTo(notification.SubjectId));
            Assert.That(
                data.AdditionalProperties.Select(pair => pair.Key),
                Is.SubsetOf(type == "form_submission.created" ? ["contact"] : Array.Empty<string>())
            );
        }
    }
}
