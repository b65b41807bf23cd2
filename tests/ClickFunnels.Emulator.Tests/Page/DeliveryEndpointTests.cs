using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests.Page;

/// <summary>Deliveries and events over HTTP.</summary>
public sealed class DeliveryEndpointTests
{
    [Test]
    public async Task Lists_waits_raises_and_sends_again()
    {
        await using var listening = await Listening.StartAsync(["contact.created", "contact.identified"]);
        using var page = new PageCalls(listening.Api.Emulator);
        var id = await listening.MakeContactAsync();
        Assert.That((bool)(await page.PostAsync("deliveries/wait", new { seconds = 30 }))["is_idle"]!, Is.True);

        var list = await page.GetAsync("deliveries");
        var delivery = list["deliveries"]!.AsArray().Single()!;
        Assert.That((string?)delivery["event_type"], Is.EqualTo("contact.created"));
        Assert.That((string?)delivery["outcome"], Is.EqualTo("delivered"));
        Assert.That((int)delivery["status"]!, Is.EqualTo(200));
        Assert.That(list.ToJsonString(), Does.Not.Contain(listening.Secret));
        Assert.That((await page.GetAsync($"deliveries?after={list["last"]}"))["deliveries"]!.AsArray(), Is.Empty);

        var again = await page.PostAsync($"events/{delivery["event_id"]}/redeliver", null);
        Assert.That(again["deliveries"]!.AsArray().Select(one => (long)one!["number"]!), Is.EqualTo((long[])[2]));
        Assert.That(
            (string?)(await page.PostAsync("events", new { type = "contact.identified", subject_id = id }))["event_id"],
            Is.Not.Empty
        );
        Assert.That((await page.PostAsync("events", new { type = "order.created", subject_id = id }, 400))["error"], Is.Not.Null);
        await page.PostAsync("deliveries/wait", new { seconds = 30 });
        Assert.That(
            listening.Receiver.Received.Select(one => one.EventType),
            Is.EqualTo((string[])["contact.created", "contact.created", "contact.identified"])
        );

        Assert.That(await page.ErrorAsync("POST", "events/nothing/redeliver", null, 404), Does.Contain("no event with the id nothing"));
        Assert.That(await page.ErrorAsync("POST", "events", new { type = "nothing", subject_id = id }, 400), Does.Contain("'nothing'"));
        await page.ErrorAsync("POST", "events", new { type = "contact.created" }, 400);
        await page.ErrorAsync("POST", "deliveries/wait", new { seconds = 301 }, 400);
        await page.ErrorAsync("POST", "deliveries/wait", new { seconds = -1 }, 400);
    }

    [Test]
    public async Task A_wait_ends_when_its_time_is_over()
    {
        await using var listening = await Listening.StartAsync(["contact.created"]);
        using var page = new PageCalls(listening.Api.Emulator);
        var release = new TaskCompletionSource();
        listening.Receiver.Respond = (_, _) => release.Task;
        await listening.MakeContactAsync();
        Assert.That((bool)(await page.PostAsync("deliveries/wait", new { seconds = 0.05 }))["is_idle"]!, Is.False);
        release.SetResult();
        Assert.That((bool)(await page.PostAsync("deliveries/wait", new { seconds = 30 }))["is_idle"]!, Is.True);
    }

    [Test]
    public async Task An_api_without_webhooks_has_empty_lists()
    {
        await using var api = await PlatformApi.ElasticFunnelsAsync();
        using var page = new PageCalls(api.Emulator);
        var overview = (JsonObject)await page.GetAsync("webhooks");
        Assert.That(overview.ContainsKey("endpoint_resource"), Is.False);
        Assert.That(overview["event_types"]!.AsArray(), Is.Empty);
        Assert.That((await page.GetAsync("deliveries"))["deliveries"]!.AsArray(), Is.Empty);
        await page.ErrorAsync("POST", "events", new { type = "contact.created", subject_id = 1 }, 400);
        await page.ErrorAsync("POST", "events/x/redeliver", null, 404);
    }
}
