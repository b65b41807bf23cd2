using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Tests.Events;

/// <summary>The content of events, their causes and their receivers.</summary>
public sealed class RecordedEventTests
{
    [Test]
    public async Task A_delivery_has_the_envelope_and_the_headers_that_are_documented()
    {
        await using var listening = await Listening.StartAsync(["contact.created"]);

        var contact = await listening.MakeContactAsync();

        var one = (await listening.SettledAsync()).Single();
        var read = await listening.Api.GetAsync($"/contacts/{contact}");
        Assert.That(one.Method, Is.EqualTo("POST"));
        Assert.That(
            one.Json.AsObject().Select(pair => pair.Key),
            Is.EqualTo(
                new[]
                {
                    "data",
                    "event_id",
                    "event_type",
                    "subject_id",
                    "subject_type",
                    "created_at",
                    "page_id",
                    "funnel_id",
                    "api_version",
                    "workspace_id",
                }
            )
        );
        Assert.That(JsonNode.DeepEquals(one.Json["data"], read.Json), Is.True, one.Json["data"]!.ToJsonString());
        Assert.That(Guid.TryParse(one.EventId, out _), Is.True);
        Assert.That(one.Json["subject_id"]!.GetValue<long>(), Is.EqualTo(contact));
        Assert.That(one.Json["subject_type"]!.GetValue<string>(), Is.EqualTo("Contact"));
        Assert.That(one.Json["created_at"]!.GetValue<string>(), Does.Match(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"));
        Assert.That((one.Json["page_id"], one.Json["funnel_id"]), Is.EqualTo(((JsonNode?)null, (JsonNode?)null)));
        Assert.That(one.Json["api_version"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(one.Headers["Content-Type"], Is.EqualTo("application/json"));
        Assert.That(one.Headers["User-Agent"], Does.StartWith("ClickFunnels-Emulator/"));
        Assert.That(one.Signature, Does.Match("^[0-9a-f]{64}$").And.EqualTo(one.Expected(listening.Secret)));
        Assert.That(
            long.Parse(one.Timestamp, System.Globalization.CultureInfo.InvariantCulture),
            Is.EqualTo(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).Within(60)
        );
    }

    [Test]
    public async Task Events_can_be_listed_and_read()
    {
        await using var listening = await Listening.StartAsync(["contact.created"]);
        var contact = await listening.MakeContactAsync();
        var sent = (await listening.SettledAsync()).Single();

        var listed = (await listening.Api.GetAsync($"{listening.Api.Workspace}/webhooks/outgoing/events")).Json.AsArray().Single()!;
        var read = (await listening.Api.GetAsync($"/webhooks/outgoing/events/{listed["id"]}")).Json;

        Assert.That(JsonNode.DeepEquals(listed, read), Is.True);
        Assert.That(read["uuid"]!.GetValue<string>(), Is.EqualTo(sent.EventId));
        Assert.That(read["event_type_id"]!.GetValue<string>(), Is.EqualTo("contact.created"));
        Assert.That(read["subject_id"]!.GetValue<long>(), Is.EqualTo(contact));
        Assert.That(read["api_version"]!.GetValue<int>(), Is.EqualTo(2));
        Assert.That(JsonNode.DeepEquals(read["data"], sent.Json["data"]), Is.True);
        Assert.That(read["created_at"]!.GetValue<string>(), Is.EqualTo(sent.Json["created_at"]!.GetValue<string>()));
    }

    [Test]
    public async Task A_call_that_fails_raises_no_event()
    {
        await using var listening = await Listening.StartAsync(["contact.created", "contact.updated", "contacts/applied_tag.created"]);
        var contact = await listening.MakeContactAsync();

        var refused = await listening.Api.PutAsync(
            $"/contacts/{contact}",
            new { contact = new { first_name = "Other", email_address = "nonsense" } }
        );
        var same = await listening.Api.PutAsync($"/contacts/{contact}", new { contact = new { first_name = "Ada" } });

        Assert.That((refused.Status, same.Status), Is.EqualTo((422, 200)));
        Assert.That((await listening.SettledAsync()).Select(one => one.EventType), Is.EqualTo(new[] { "contact.created" }));
        Assert.That((await listening.Api.GetAsync($"{listening.Api.Workspace}/webhooks/outgoing/events")).Ids, Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_call_whose_response_is_cut_off_raises_its_event()
    {
        await using var listening = await Listening.StartAsync(["contact.created"]);
        listening.Api.Emulator.Faults.Add("createContacts", Fault.CutAfter());

        Assert.That(() => listening.MakeContactAsync(), Throws.InstanceOf<HttpRequestException>());

        Assert.That(await listening.SettledAsync(), Has.Exactly(1).Items);
    }

    [Test]
    public async Task Each_endpoint_gets_its_own_types_of_its_own_workspace()
    {
        var api = await Api.StartAsync(configure: options => options.Workspaces.Add(new WorkspaceSeed("other")));
        await using var listening = await Listening.ToAsync(api, "contact.created", "contact.deleted");
        await using var second = await WebhookReceiver.StartAsync();
        var (_, secret) = await Listening.RegisterAsync(api, second.Url, "contact.identified", "contact.created");

        await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { email_address = "ada@example.com" } });
        await api.MakeAsync(
            $"/workspaces/{api.Emulator.Workspaces[1].Id}/contacts",
            new { contact = new { email_address = "ada@example.com" } }
        );

        var first = (await listening.SettledAsync()).Single();
        Assert.That(second.Received.Select(one => one.EventType), Is.EquivalentTo(new[] { "contact.created", "contact.identified" }));
        Assert.That(
            second.Received.Single(one => one.EventType == "contact.created").EventId,
            Is.EqualTo(first.EventId),
            "one event, two deliveries"
        );
        Assert.That(second.Received, Is.All.Matches<Received>(one => one!.Signature == one.Expected(secret)));
        Assert.That(secret, Is.Not.EqualTo(listening.Secret));
    }

    [TestCase("page_ids", "page_id")]
    [TestCase("funnel_ids", "funnel_id")]
    public async Task An_endpoint_can_be_for_some_pages_and_funnels(string filter, string field)
    {
        await using var listening = await Listening.StartAsync(["order.created"]);
        var api = listening.Api;
        await api.PutAsync(
            $"/webhooks/outgoing/endpoints/{listening.EndpointId}",
            new JsonObject { ["webhooks_outgoing_endpoint"] = new JsonObject { [filter] = new JsonArray(77) } }
        );
        var workspace = api.Emulator.Store.Find("Workspace", api.Emulator.WorkspaceId)!;
        long? Order(long? place) =>
            api
                .Emulator.Store.Insert(
                    "Order",
                    workspace.TeamId,
                    workspace.Id,
                    new JsonObject
                    {
                        [field] = place,
                        ["order_type"] = "one-time-order",
                        ["contact_id"] = 1L,
                    }
                )
                .Id;

        var raised = new[] { Order(77), Order(78), Order(null) }.Select(id => api.Emulator.RaiseEvent("order.created", id!.Value)).ToList();

        Assert.That(raised.Select(one => one is null), Is.EqualTo(new[] { false, true, true }));
        var one = (await listening.SettledAsync()).Single();
        Assert.That((one.EventId, one.Json[field]!.GetValue<long>()), Is.EqualTo((raised[0], 77L)));
    }

    [Test]
    public async Task Events_that_no_operation_causes_can_be_raised()
    {
        var api = await Api.StartAsync(contacts: 1, options => options.ProcessorOrders = true);
        var order = (await api.GetAsync($"{api.Workspace}/orders")).Ids[0];
        Assert.That(api.Emulator.RaiseEvent("subscription.trial_ended", order), Is.Null, "nobody listens");
        await using var listening = await Listening.ToAsync(api, "subscription.trial_ended");

        var id = api.Emulator.RaiseEvent("subscription.trial_ended", order);

        Assert.That((await listening.SettledAsync()).Single().EventId, Is.EqualTo(id));
        Assert.That(() => api.Emulator.RaiseEvent("subscription.ended", order), Throws.ArgumentException);
        Assert.That(() => api.Emulator.RaiseEvent("order.created", 1), Throws.ArgumentException);
    }

    [Test]
    public async Task A_bulk_action_raises_an_event_for_each_target()
    {
        var api = await Api.StartAsync(contacts: 4);
        await using var listening = await Listening.ToAsync(api, "contacts/applied_tag.created");
        var tag = api.Emulator.Workspaces[0].ContactTagIds[2];

        var action = await api.MakeAsync(
            $"{api.Workspace}/contacts/tag_actions",
            new { contacts_tag_action = new { tag_ids = new[] { PublicIdCode.Encode(tag) }, target_all = true } }
        );
        for (var step = 0; step < 2; step++)
        {
            await api.GetAsync($"/contacts/tag_actions/{action["id"]}");
        }

        Assert.That(
            (await listening.SettledAsync()).Select(one => one.Json["data"]!["contact_id"]!.GetValue<long>()).Distinct(),
            Has.Exactly(4).Items
        );
    }

    [Test]
    public async Task An_opportunity_closes_once()
    {
        var api = await Api.StartAsync(contacts: 5);
        var world = await World.MakeAsync(api);
        await using var listening = await Listening.ToAsync(api, "sales/opportunity.closed");
        var opportunity = await world.EnsureAsync("SalesOpportunity");

        foreach (var time in new[] { "2026-01-02T03:04:05.000Z", null, "2026-02-02T03:04:05.000Z" })
        {
            await api.PutAsync($"/sales/opportunities/{opportunity}", new { sales_opportunity = new { closed_at = time } });
        }

        Assert.That(await listening.SettledAsync(), Has.Exactly(1).Items);
    }
}
