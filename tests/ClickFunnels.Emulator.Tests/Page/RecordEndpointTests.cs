using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using FsCheck;
using FsCheck.Fluent;

namespace ClickFunnels.Emulator.Tests.Page;

/// <summary>Records that are read and changed by hand.</summary>
public sealed class RecordEndpointTests
{
    [Test]
    public async Task Lists_searches_and_pages_newest_first()
    {
        await using var api = await Api.StartAsync(contacts: 7);
        using var page = new PageCalls(api.Emulator);
        var resources = (await page.GetAsync("resources"))["resources"]!.AsArray();
        var contact = resources.Single(one => (string?)one!["name"] == "Contact")!;
        Assert.That((int)contact["count"]!, Is.EqualTo(7));
        Assert.That(
            (bool[])[(bool)contact["can_create"]!, (bool)contact["can_update"]!, (bool)contact["can_delete"]!],
            Is.EqualTo((bool[])[true, true, true])
        );
        Assert.That((bool)resources.Single(one => (string?)one!["name"] == "Order")!["can_delete"]!, Is.False);

        var ids = new List<long>();
        for (string? after = ""; after is not null; )
        {
            var list = await page.GetAsync($"records/Contact?limit=3{after}");
            Assert.That((int)list["total"]!, Is.EqualTo(7));
            ids.AddRange(list["records"]!.AsArray().Select(one => (long)one!["id"]!));
            after = list["next"] is { } next ? $"&after={next}" : null;
        }

        Assert.That(ids, Is.Ordered.Descending.And.Exactly(7).Items.And.Unique);
        var made = await api.MakeAsync($"{api.Workspace}/contacts", new { contact = new { first_name = "Zoë", last_name = "Q\"uote" } });
        foreach (var text in (string[])["zoë", "q\"U", $"{made["id"]}"])
        {
            var found = await page.GetAsync("records/Contact?q=" + Uri.EscapeDataString(text));
            Assert.That(found["records"]!.AsArray().Select(one => (string?)one!["label"]), Is.EqualTo((string[])["Zoë Q\"uote"]), text);
        }

        Assert.That((await page.GetAsync("records/Contact?q=nobody"))["records"]!.AsArray(), Is.Empty);
        await page.ErrorAsync("GET", "records/Nothing", null, 404);
        await page.ErrorAsync("GET", "records/Contact/1", null, 404);
        await page.ErrorAsync("GET", "records/Contact/x", null, 404);
    }

    [Test]
    public async Task A_change_is_checked_shown_by_the_api_logged_and_raises_events()
    {
        using var folder = new TemporaryFolder();
        var snapshot = Path.Combine(folder.Path, "state.json");
        long id;
        await using (
            var listening = await Listening.StartAsync(
                ["contact.updated", "contact.deleted"],
                options =>
                {
                    options.SnapshotPath = snapshot;
                    options.SaveSnapshotOnStop = true;
                }
            )
        )
        {
            var api = listening.Api;
            using var page = new PageCalls(api.Emulator);
            id = await listening.MakeContactAsync();
            var changed = await page.PatchAsync($"records/Contact/{id}", new { first_name = "Grace", created_at = "2020-01-02T03:04:05Z" });
            Assert.That((string?)changed["shown"]!["first_name"], Is.EqualTo("Grace"));

            var read = (await api.GetAsync($"/contacts/{id}")).Json;
            Assert.That((string?)read["first_name"], Is.EqualTo("Grace"));
            Assert.That((string?)read["created_at"], Does.StartWith("2020-01-02T03:04:05"), "Also a field that the API only returns.");
            Assert.That((await listening.SettledAsync()).Select(one => one.EventType), Is.EqualTo((string[])["contact.updated"]));

            await page.PatchAsync($"records/Contact/{id}", new { first_name = "Grace" });
            Assert.That(await listening.SettledAsync(), Has.Exactly(1).Items, "A change that changes nothing raises no event.");

            (object Body, string Message)[] wrong =
            [
                (new { nothing = 1 }, "Contact has no field 'nothing' that can be set."),
                (new { id = 5 }, "Contact has no field 'id' that can be set."),
                (new { created_at = "yesterday" }, "Created at is not a valid time"),
                (new { tags = 5 }, "Tags is invalid"),
                (new { first_name = new { a = 1 } }, "First name is invalid"),
            ];
            foreach (var (body, message) in wrong)
            {
                Assert.That(await page.ErrorAsync("PATCH", $"records/Contact/{id}", body, 400), Does.Contain(message));
            }

            await page.ErrorAsync("PATCH", $"records/Contact/{id}", "[1]", 400);
            await page.ErrorAsync("PATCH", "records/Contact/1", new { first_name = "x" }, 404);
            Assert.That((string?)api.Emulator.GetRecord("Contact", id)!["first_name"], Is.EqualTo("Grace"));

            // The process ends without saving.
            await api.Emulator.StopAsync(save: false);
        }

        await using var again = await Api.StartAsync(configure: options => options.SnapshotPath = snapshot);
        Assert.That((string?)again.Emulator.GetRecord("Contact", id)!["first_name"], Is.EqualTo("Grace"));
    }

    [Test]
    public async Task A_deletion_has_the_effects_of_the_api_and_leaves_no_broken_link()
    {
        await using var listening = await Listening.StartAsync(
            ["contact.deleted", "contacts/applied_tag.deleted"],
            options =>
            {
                options.Contacts = 1;
                options.ProcessorOrders = true;
            }
        );
        var api = listening.Api;
        using var page = new PageCalls(api.Emulator);
        var contact = await listening.MakeContactAsync();
        await page.DeleteAsync($"records/Contact/{contact}");
        Assert.That((await listening.SettledAsync()).Select(one => one.EventType), Does.Contain("contact.deleted"));
        Assert.That((await api.GetAsync($"{api.Workspace}/contacts")).Ids, Does.Not.Contain(contact));

        // The API cannot delete orders, and invoices refer to them.
        var order = (await page.GetAsync("records/Order"))["records"]![0]!["id"];
        Assert.That(await page.ErrorAsync("DELETE", $"records/Order/{order}", null, 409), Does.Contain("refer to it: Order"));
        Assert.That(
            await page.ErrorAsync("DELETE", $"records/Workspace/{api.Emulator.WorkspaceId}", null, 409),
            Does.Contain("other records belong to it")
        );
        await page.ErrorAsync("DELETE", "records/Order/1", null, 404);
        Assert.That(() => api.Emulator.DeleteRecord("Order", (long)order!), Throws.InvalidOperationException);
    }

    [Test]
    public async Task Adds_records_that_the_api_cannot_create()
    {
        await using var api = await Api.StartAsync(contacts: 1, options => options.ProcessorOrders = true);
        using var page = new PageCalls(api.Emulator);
        var before = (await api.GetAsync($"{api.Workspace}/orders")).Ids;
        var contact = (await api.GetAsync($"{api.Workspace}/contacts")).Ids[0];
        var order = new { contact_id = contact };
        var ids = (await page.PostAsync("records/Order", new { records = (object[])[order, order] }, 201))["ids"]!.AsArray();
        Assert.That((await api.GetAsync($"{api.Workspace}/orders")).Ids.Except(before), Is.EquivalentTo(ids.Select(one => (long)one!)));
        Assert.That(
            await page.ErrorAsync("POST", "records/Order", new { records = (object[])[order, new { }] }, 400),
            Does.Contain("contact_id"),
            "Without a contact, reading the order would fail."
        );
        Assert.That(
            await page.ErrorAsync("POST", "records/Order", new { records = (object[])[new { created_at = 5 }] }, 400),
            Does.Contain("Created at")
        );
        await page.ErrorAsync("POST", "records/Order", new { records = (object[])[new { nothing = 5 }] }, 400);
        await page.ErrorAsync("POST", "records/Order", new { }, 400);
        await page.ErrorAsync("POST", "records/Nothing", new { records = Array.Empty<object>() }, 404);
        Assert.That(
            (await api.GetAsync($"{api.Workspace}/orders")).Ids,
            Has.Exactly(before.Count + 2).Items,
            "A refused request adds nothing."
        );
    }

    [Test]
    public async Task A_record_without_fields_is_refused_or_can_be_read([Values("clickfunnels", "simvoly", "elasticfunnels")] string name)
    {
        await using var emulator = await StartAsync(name);
        using var page = new PageCalls(emulator);
        var resources = (await page.GetAsync("resources"))["resources"]!.AsArray().Select(one => (string)one!["name"]!);
        await Each.OfAsync(
            resources,
            async resource =>
            {
                using var made = await page.Http.PostAsync($"records/{resource}", Json(JsonNode.Parse("""{"records":[{}]}""")!.AsObject()));
                var text = await made.Content.ReadAsStringAsync();
                Assert.That((int)made.StatusCode, Is.AnyOf(201, 400), text);
                if ((int)made.StatusCode == 201)
                {
                    await page.GetAsync($"records/{resource}/{JsonNode.Parse(text)!["ids"]![0]}");
                }
            }
        );
    }

    [Test]
    public async Task Hides_secrets_of_records()
    {
        await using var api = await PlatformApi.SimvolyAsync();
        using var page = new PageCalls(api.Emulator);
        await api.PostAsync(
            "/webhooks",
            new
            {
                target = "http://127.0.0.1:9/hooks?key=hidden-too",
                events = (string[])["contact_updated"],
                secret = "very-secret",
            }
        );
        var list = await page.GetAsync("records/Webhook");
        var id = list["records"]![0]!["id"];
        var record = await page.GetAsync($"records/Webhook/{id}");
        var overview = await page.GetAsync("webhooks");
        Assert.That(record.ToJsonString(), Does.Not.Contain("very-secret"));
        Assert.That(overview.ToJsonString(), Does.Not.Contain("very-secret").And.Not.Contain("hidden-too"));
        Assert.That((string?)overview["endpoints"]![0]!["event_types"]![0], Is.EqualTo("contact_updated"));
    }

    [Test]
    public void Changes_by_hand_never_break_the_reading_of_records([Values("clickfunnels", "simvoly", "elasticfunnels")] string name) =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => ChangeAsync(name, new Random(seed)).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3).WithQuietOnSuccess(true));

    private static async Task ChangeAsync(string name, Random random)
    {
        await using var emulator = await StartAsync(name);
        using var page = new PageCalls(emulator);
        var contract = Hosting.Platforms.Named(name).Contract;
        var records = new List<(string Resource, long Id)>();
        foreach (var resource in (await page.GetAsync("resources"))["resources"]!.AsArray().Select(one => (string)one!["name"]!))
        {
            records.AddRange(
                (await page.GetAsync($"records/{resource}"))["records"]!.AsArray().Select(record => (resource, (long)record!["id"]!))
            );
        }

        for (var step = 0; step < 60; step++)
        {
            var (resource, id) = records[random.Next(records.Count)];
            var schema = contract.Schema(resource);
            var field = schema.Properties.Keys.ElementAt(random.Next(schema.Properties.Count));
            using var request = new HttpRequestMessage(
                random.Next(8) == 0 ? HttpMethod.Delete : HttpMethod.Patch,
                $"records/{resource}/{id}"
            );
            request.Content =
                request.Method == HttpMethod.Patch ? Json(new JsonObject { [field] = Value(random, schema.Properties[field]) }) : null;
            using var response = await page.Http.SendAsync(request);
            if ((int)response.StatusCode is not (200 or 204 or 400 or 404 or 409))
            {
                throw new InvalidOperationException(
                    $"{request.Method} {request.RequestUri} {field}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}"
                );
            }
        }

        foreach (var (resource, id) in records)
        {
            using var response = await page.Http.GetAsync($"records/{resource}/{id}");
            if ((int)response.StatusCode is not (200 or 404))
            {
                throw new InvalidOperationException($"{resource} {id}: {response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            }
        }
    }

    private static StringContent Json(JsonObject body) => new(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");

    private static JsonNode? Value(Random random, SchemaUse use) =>
        random.Next(7) switch
        {
            0 => null,
            1 => random.Next(2000),
            2 => "text",
            3 => new JsonArray(random.Next(5)),
            4 => new JsonObject { ["id"] = random.Next(2000) },
            5 => use.Schema.Enum.FirstOrDefault(),
            _ => use.Schema.Kind switch
            {
                SchemaKind.Integer or SchemaKind.Number => random.Next(2000),
                SchemaKind.Boolean => random.Next(2) == 0,
                SchemaKind.Array => new JsonArray(),
                SchemaKind.Object => new JsonObject(),
                _ => use.Schema.IsTime ? "2026-01-02T03:04:05Z" : "12.50",
            },
        };

    private static async Task<ApiEmulator> StartAsync(string name) =>
        name switch
        {
            "simvoly" => await SimvolyEmulator.StartAsync(new SimvolyEmulatorOptions { TrafficFolder = null }),
            "elasticfunnels" => await ElasticFunnelsEmulator.StartAsync(new ElasticFunnelsEmulatorOptions { TrafficFolder = null }),
            _ => await ClickFunnelsEmulator.StartAsync(
                new ClickFunnelsEmulatorOptions
                {
                    Contacts = 5,
                    ProcessorOrders = true,
                    TrafficFolder = null,
                }
            ),
        };
}
