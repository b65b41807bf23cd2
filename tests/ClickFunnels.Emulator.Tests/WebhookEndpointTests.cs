using ClickFunnels.Emulator.ClickFunnels;

namespace ClickFunnels.Emulator.Tests;

public sealed class WebhookEndpointTests
{
    [Test]
    public async Task The_secret_is_shown_once()
    {
        await using var api = await Api.StartAsync();
        var path = $"{api.Workspace}/webhooks/outgoing/endpoints";

        var made = await api.MakeAsync(
            path,
            new
            {
                webhooks_outgoing_endpoint = new
                {
                    url = "https://example.com/h",
                    name = "H",
                    event_type_ids = new[] { "contact.created", "order.created" },
                },
            }
        );
        var updated = await api.PutAsync(
            $"/webhooks/outgoing/endpoints/{made["id"]}",
            new { webhooks_outgoing_endpoint = new { event_type_ids = new[] { "order.deleted" } } }
        );

        Assert.That(made["webhook_secret"]!.GetValue<string>(), Does.Match("^[0-9a-f]{64}$"));
        Assert.That(made["api_version"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(updated.Json["event_type_ids"]!.ToJsonString(), Is.EqualTo("""["order.deleted"]"""));
        foreach (var reply in new[] { updated, await api.GetAsync(path), await api.GetAsync($"/webhooks/outgoing/endpoints/{made["id"]}") })
        {
            Assert.That(reply.Text, Does.Not.Contain("webhook_secret"));
        }

        Assert.That((await api.DeleteAsync($"/webhooks/outgoing/endpoints/{made["id"]}")).Status, Is.EqualTo(204));
        Assert.That((await api.GetAsync($"/webhooks/outgoing/endpoints/{made["id"]}")).Status, Is.EqualTo(404));
        Assert.That((await api.GetAsync(path)).Ids, Is.Empty);
    }

    [TestCase("""{"url":"https://example.com","name":"H"}""", "Event type ids can't be blank")]
    [TestCase("""{"url":"https://example.com","name":"H","event_type_ids":[]}""", "Event type ids can't be blank")]
    [TestCase("""{"url":"https://example.com","name":"H","event_type_ids":[1]}""", "Event types must exist: 1")]
    [TestCase("""{"url":"ftp://example.com","name":"H","event_type_ids":["contact.created"]}""", "Url is invalid")]
    public async Task Endpoints_are_checked(string endpoint, string message)
    {
        await using var api = await Api.StartAsync();

        var reply = await api.PostAsync(
            $"{api.Workspace}/webhooks/outgoing/endpoints",
            $$"""{"webhooks_outgoing_endpoint":{{endpoint}}}"""
        );

        Assert.That((reply.Status, reply.Error), Is.EqualTo((422, $"Request unprocessable: {message}")));
    }

    [Test]
    public void The_catalog_has_the_published_event_types() =>
        Assert.That(
            PublishedEventTypes.All,
            Is.EquivalentTo(
                    ClickFunnelsPlatform.Instance.Contract.Webhooks.Where(webhook => !webhook.IsDeprecated).Select(webhook => webhook.Type)
                )
                .And.Contain("subscription.line_items.changed")
                .And.Contain("one_time_order.refunded")
        );
}
