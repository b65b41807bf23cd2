using ClickFunnels.Tests.Support;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Tests.Webhooks;

/// <summary><c>EnsureEndpointAsync</c> creates once, updates what differs, and leaves the rest alone.</summary>
public sealed class WebhookProvisioningTests
{
    private const string Secret = "secret-MARKER";
    private static readonly Uri Url = new("https://acme.example/webhooks/clickfunnels");

    private readonly FakeService _service = new();

    [Test]
    public async Task A_missing_endpoint_is_created_and_its_secret_is_returned()
    {
        _service
            .Respond(200, "[]")
            .Respond(201, $$"""{"id":2,"url":"{{Url}}","event_type_ids":["contact.created"],"webhook_secret":"{{Secret}}"}""");
        var provisioning = await Client().EnsureEndpointAsync(Url, ["contact.created", "contact.created"]);

        Assert.Multiple(() =>
        {
            Assert.That((provisioning.Change, provisioning.Secret), Is.EqualTo((WebhookEndpointChange.Created, Secret)));
            Assert.That(
                _service.Sent[1].Json.ToString(Newtonsoft.Json.Formatting.None),
                Is.EqualTo(
                    """{"webhooks_outgoing_endpoint":{"url":"https://acme.example/webhooks/clickfunnels","name":"acme.example","""
                        + "\"event_type_ids\":[\"contact.created\"]}}"
                )
            );
            Assert.That(provisioning.ToString(), Does.Not.Contain("MARKER"));
        });
    }

    [Test]
    public async Task An_endpoint_with_the_same_events_is_left_alone()
    {
        _service.Respond(
            200,
            $$"""
            [{"id":1,"url":"https://other.example/"},
             {"id":2,"url":"{{Url}}","api_version":2,"event_type_ids":["order.created","contact.created"],"webhook_secret":"{{Secret}}"}]
            """
        );
        var provisioning = await Client().EnsureEndpointAsync(Url, ["contact.created", "order.created"]);

        Assert.That(
            (provisioning.Endpoint.Id, provisioning.Change, provisioning.Secret),
            Is.EqualTo((2L, WebhookEndpointChange.None, (string?)null))
        );
    }

    [Test]
    public async Task Other_events_are_set()
    {
        _service
            .Respond(200, $$"""[{"id":2,"url":"{{Url}}","api_version":2,"event_type_ids":["order.created"]}]""")
            .Respond(200, """{"id":2}""");
        var provisioning = await Client().EnsureEndpointAsync(Url, ["contact.created"]);

        Assert.That(provisioning.Change, Is.EqualTo(WebhookEndpointChange.Updated));
        Assert.That(
            (_service.Sent[1].Method, _service.Sent[1].Json.ToString(Newtonsoft.Json.Formatting.None)),
            Is.EqualTo(("PUT", """{"webhooks_outgoing_endpoint":{"event_type_ids":["contact.created"]}}"""))
        );
    }

    [Test]
    public async Task An_endpoint_of_version_1_is_not_reused()
    {
        _service
            .Respond(200, $$"""[{"id":2,"url":"{{Url}}","api_version":1,"event_type_ids":["contact.created"]}]""")
            .Respond(201, """{"id":3}""");

        Assert.That((await Client().EnsureEndpointAsync(Url, ["contact.created"])).Change, Is.EqualTo(WebhookEndpointChange.Created));
    }

    [Test]
    public void Invalid_arguments_are_refused_before_anything_is_sent()
    {
        Assert.Multiple(() =>
        {
            Assert.That(
                async () => await Client().EnsureEndpointAsync(new Uri("http://acme.example/hook"), ["contact.created"]),
                Throws.ArgumentException.With.Property("ParamName").EqualTo("url")
            );
            Assert.That(
                async () => await Client().EnsureEndpointAsync(Url, []),
                Throws.ArgumentException.With.Property("ParamName").EqualTo("eventTypes")
            );
            Assert.That(
                async () => await Client().EnsureEndpointAsync(Url, [" "]),
                Throws.ArgumentException.With.Property("ParamName").EqualTo("eventTypes")
            );
        });
        Assert.That(_service.Sent, Is.Empty);
    }

    private WebhookEndpointsClient Client() => _service.Client().Webhooks.Endpoints;
}
