using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Validation;

namespace ClickFunnels.Emulator.Tests.Apis;

/// <summary>Simvoly delivers its seven events as bare records, signed with HMAC-SHA512.</summary>
public sealed class SimvolyWebhookTests
{
    private const string Secret = "receiver-secret";

    [Test]
    public async Task Webhooks_are_created_listed_and_deleted_by_a_text_id()
    {
        await using var api = await PlatformApi.SimvolyAsync();

        var made = await api.MakeAsync("/webhooks", new { target = "https://hooks.example.com/a", events = new[] { "order_created" } });
        var unknown = await api.PostAsync("/webhooks", new { target = "https://hooks.example.com/a", events = new[] { "order_deleted" } });
        var noEvents = await api.PostAsync("/webhooks", new { target = "https://hooks.example.com/a", events = Array.Empty<string>() });
        var badTarget = await api.PostAsync("/webhooks", new { target = "hooks", events = new[] { "order_created" } });
        var listed = await api.GetAsync("/webhooks");
        var deleted = await api.DeleteAsync($"/webhooks/{made["id"]}");
        var again = await api.DeleteAsync($"/webhooks/{made["id"]}");

        Assert.That(made["id"]!.ToString(), Does.Match("^rh_[0-9a-f]{12}$"));
        Assert.That(made["secret"]!.ToString(), Is.Not.Empty);
        Assert.That((unknown.Status, noEvents.Status, badTarget.Status), Is.EqualTo((400, 400, 400)));
        Assert.That(listed.Json.AsArray().Single()!.ToJsonString(), Is.EqualTo(made.ToJsonString()));
        Assert.That((deleted.Status, again.Status), Is.EqualTo((200, 404)));
    }

    [Test]
    public async Task Every_event_type_is_delivered_and_signed()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var api = await PlatformApi.SimvolyAsync(options => options.Domain = "shop.example.com", recorded: false);
        var types = api.Platform.Webhooks!.ByType.Keys.ToList();
        await api.MakeAsync(
            "/webhooks",
            new
            {
                target = receiver.Url,
                events = types,
                secret = Secret,
            }
        );
        var product = await api.MakeAsync("/products", new { type = "service", title = "Visit" });
        var order = (await api.GetAsync("/orders")).Json["items"]![0]!["id"];

        await api.PutAsync($"/products/{product["id"]}", new { title = "Long visit" });
        await api.PutAsync($"/products/{product["id"]}", new { title = "Long visit" });
        await api.MakeAsync("/contacts", new { email = "new@example.com" });
        await api.PutAsync($"/orders/{order}", new { status = "SHIPPED" });
        api.Emulator.AddRecords("Order", [new JsonObject { ["total"] = 12.5 }]);
        api.Emulator.AddRecords("Booking", [new JsonObject { ["name"] = "Ada" }]);
        var contact = api.Emulator.Store.Of("Contact")[^1].Id;
        api.Emulator.AddRecords("FormSubmission", [new JsonObject { ["formName"] = "Ask", ["contact_id"] = contact }]);
        await api.Emulator.WaitForDeliveriesAsync();

        Assert.That(receiver.Received.Select(Topic), Is.EquivalentTo(types), "an update without a change raises no event");
        var document = ApiDocument.Read(PinnedContract.Read("simvoly.yaml"));
        foreach (var received in receiver.Received)
        {
            var expected = Convert.ToHexStringLower(HMACSHA512.HashData(Encoding.UTF8.GetBytes(Secret), received.Body));
            Assert.That(received.Headers["X-Webhook-Signature"], Is.EqualTo(expected), Topic(received));
            Assert.That(received.Headers["X-Webhook-Source"], Is.EqualTo("shop.example.com"));
            var schema = document.Component(api.Platform.Webhooks.ByType[Topic(received)].Schema!)!;
            Assert.That(
                SchemaValidator
                    .Validate(schema, JsonSerializer.SerializeToElement(received.Json), Direction.Response)
                    .Select(violation => $"{violation.At} {violation.Says}"),
                Is.Empty
            );
        }

        var submission = receiver.Received.Single(one => Topic(one) == "form_submitted").Json;
        Assert.That(submission["contact"]!["email"]!.ToString(), Is.EqualTo("new@example.com"));
        Assert.That(submission["website"]!["domain"]!.ToString(), Is.EqualTo("shop.example.com"));
    }

    [Test]
    public async Task A_delivery_that_fails_is_repeated_and_faults_strike()
    {
        var clock = new ManualTimeProvider();
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var api = await PlatformApi.SimvolyAsync(options => options.TimeProvider = clock);
        await api.MakeAsync(
            "/webhooks",
            new
            {
                target = receiver.Url,
                events = new[] { "contact_updated" },
                secret = Secret,
            }
        );
        api.Emulator.WebhookFaults.Add("contact_updated", WebhookFault.WrongSignature);
        receiver.Respond = (_, context) =>
        {
            context.Response.StatusCode = 500;
            return Task.CompletedTask;
        };

        await api.MakeAsync("/contacts", new { email = "new@example.com" });
        await api.Emulator.WaitForDeliveriesAsync();
        receiver.Respond = (_, _) => Task.CompletedTask;
        clock.Advance(TimeSpan.FromSeconds(10));
        await api.Emulator.WaitForDeliveriesAsync();

        Assert.That(
            api.Emulator.Deliveries.Select(one => one.Outcome),
            Is.EqualTo(new[] { WebhookDeliveryOutcome.WillRetry, WebhookDeliveryOutcome.Delivered })
        );
        Assert.That(
            receiver.Received[0].Headers["X-Webhook-Signature"],
            Is.Not.EqualTo(receiver.Received[1].Headers["X-Webhook-Signature"])
        );
        Assert.That(receiver.Received[0].Body, Is.EqualTo(receiver.Received[1].Body));
    }

    private static string Topic(Received received) => received.Headers["X-Webhook-Topic"];
}
