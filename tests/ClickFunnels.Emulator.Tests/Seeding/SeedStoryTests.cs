using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests.Seeding;

/// <summary>What a seed file says is what the API shows.</summary>
public sealed class SeedStoryTests
{
    [Test]
    public async Task Records_are_created_as_the_api_creates_them_whatever_their_order()
    {
        await using var api = await Api.StartAsync();
        var seeded = api.Emulator.Seed(
            """
            records:
              OrderInvoice:
                bill:
                  order: $sale
                  external_id: b-1
                  status: paid
                  paid_at: 2026-02-01T10:00:00Z
                  line_items: [{variant: $small, products_price_id: $price, quantity: 2, amount: "12.50"}]
              Order:
                sale:
                  contact: $ada
                  order_type: one-time-order
                  live_mode: false
                  line_items: [{variant: $small, products_price_id: $price, quantity: 2}]
              Contact:
                ada: {email_address: ada@example.com, tags: [$vip, $vip_2], custom_attributes: {size: M, friend: $ben}}
                ben: {email_address: ben@example.com}
              ContactTag: {vip: {name: VIP}, vip_2: {name: "$$VIP", color: "#FCB400"}}
              ProductPrice: {price: {variant: $small, amount: 12.5}}
              Products::Variant:
                small:
                  product: $shirt
                  name: Small
                  sku: S-1
                  weight_unit: lb
                  product_type: physical
                  properties_values: [{property_id: $shirt.variant_properties.Size, value: S}]
                plain: {is: $shirt.default_variant_id, sku: S-0}
              Product: {shirt: {name: Shirt, visible_in_store: true, variant_properties: [{name: Size}]}}
            """
        );

        var contact = (await api.GetAsync($"/contacts/{seeded["ada"].PublicId}")).Json;
        var product = (await api.GetAsync($"/products/{seeded["shirt"].Id}")).Json;
        var variant = (await api.GetAsync($"/products/variants/{seeded["small"].Id}")).Json;
        var order = (await api.GetAsync($"/orders/{seeded["sale"].Id}")).Json;
        var applied = (await api.GetAsync($"/contacts/{seeded["ada"].Id}/applied_tags")).Json.AsArray();
        Assert.Multiple(() =>
        {
            Assert.That(contact["tags"]!.AsArray().Select(tag => tag!["name"]!.ToString()), Is.EqualTo((string[])["VIP", "$VIP"]));
            Assert.That(applied, Has.Count.EqualTo(2));
            Assert.That(contact["custom_attributes"]!["friend"]!.ToString(), Is.EqualTo(seeded["ben"].PublicId));
            Assert.That(product["default_variant_id"]!.GetValue<long>(), Is.EqualTo(seeded["plain"].Id));
            Assert.That(product["variant_ids"]!.AsArray().Select(id => id!.GetValue<long>()), Does.Contain(seeded["small"].Id));
            Assert.That(product["price_ids"]!.AsArray().Select(id => id!.GetValue<long>()), Is.EqualTo((long[])[seeded["price"].Id]));
            Assert.That(variant["sku"]!.ToString(), Is.EqualTo("S-1"));
            Assert.That(variant["properties_values"]![0]!["value"]!.ToString(), Is.EqualTo("S"));
            Assert.That(order["billing_status"]!.ToString(), Is.EqualTo("paid"));
            Assert.That(order["service_status"]!.ToString(), Is.EqualTo("completed"));
            Assert.That(order["total_amount"]!.ToString(), Is.EqualTo("25.00"));
        });
        Assert.That((await api.GetAsync($"/products/variants/{seeded["plain"].Id}")).Json["sku"]!.ToString(), Is.EqualTo("S-0"));
    }

    [Test]
    public async Task Fields_that_the_api_sets_itself_have_the_values_of_the_file()
    {
        await using var api = await Api.StartAsync();
        var seeded = api.Emulator.Seed(
            """
            {"records": {
              "Contact": {"ada": {"email_address": "ada@example.com", "created_at": "2024-05-01T00:00:00Z"}},
              "Course": {"tea": {"title": "Tea", "published_at": "2025-01-01T00:00:00Z"}},
              "Style": {"bold": {"name": "Bold", "theme_id": "$dark"}},
              "Theme": {"dark": {"name": "Dark", "current_style_id": "$bold"}}
            }}
            """,
            "state.json"
        );

        var contact = (await api.GetAsync($"/contacts/{seeded["ada"].Id}")).Json;
        Assert.That(contact["created_at"]!.ToString(), Is.EqualTo("2024-05-01T00:00:00.000Z"));
        Assert.That(contact["updated_at"]!.ToString(), Is.EqualTo("2024-05-01T00:00:00.000Z"));
        var course = (await api.GetAsync($"/courses/{seeded["tea"].Id}")).Json;
        Assert.That(course["published_at"]!.ToString(), Is.EqualTo("2025-01-01T00:00:00.000Z"));
        Assert.That(course["root_section_id"]!.GetValue<long>(), Is.Positive);
        Assert.That(
            (await api.GetAsync($"/themes/{seeded["dark"].Id}")).Json["current_style_id"]!.GetValue<long>(),
            Is.EqualTo(seeded["bold"].Id)
        );
        var styles = (await api.GetAsync($"{api.Workspace}/styles")).Json.AsArray();
        var bold = styles.Single(style => style!["id"]!.GetValue<long>() == seeded["bold"].Id)!;
        Assert.That(bold["theme_id"]!.GetValue<long>(), Is.EqualTo(seeded["dark"].Id));
    }

    [Test]
    public async Task A_record_can_be_repeated_with_its_number()
    {
        await using var api = await Api.StartAsync();
        var seeded = api.Emulator.Seed(
            """
            defaults: {Contact: {last_name: "Of {n}", time_zone: London}}
            records:
              Contact:
                guest: {repeat: 30, email_address: "guest{n}@example.com", first_name: "{{n}}"}
              Product: {tea: {name: Tea}}
              ProductPrice:
                - {repeat: 3, product: $tea, amount: "{n}.50", duration: "{n}"}
            """
        );

        var contact = (await api.GetAsync($"/contacts/{seeded["guest_30"].Id}")).Json;
        var prices = (await api.GetAsync($"/products/{seeded["tea"].Id}")).Json["price_ids"]!.AsArray();
        var price = (await api.GetAsync($"/products/prices/{prices[2]}")).Json;
        Assert.That(contact["email_address"]!.ToString(), Is.EqualTo("guest30@example.com"));
        Assert.That(contact["last_name"]!.ToString(), Is.EqualTo("Of 30"));
        Assert.That(contact["first_name"]!.ToString(), Is.EqualTo("{n}"));
        Assert.That(price["amount"]!.ToString(), Is.EqualTo("3.50"));
        Assert.That(price["duration"]!.GetValue<long>(), Is.EqualTo(3));
    }

    [Test]
    public async Task Workspaces_have_settings_and_their_own_records()
    {
        await using var api = await Api.StartAsync();
        var seeded = api.Emulator.Seed(
            """
            replace: true
            workspace: {subdomain: first-shop, name: First, currency: EUR, closed_beta: false}
            records: {Contact: {ada: {email_address: ada@example.com}}}
            workspaces:
              second-shop:
                currency: GBP
                records:
                  Contact: {bea: {email_address: ada@example.com}}
                  Product: {tea: {name: Tea}}
                  ProductPrice: {cup: {product: $tea, amount: "2"}}
            """
        );

        var workspaces = api.Emulator.Workspaces;
        Assert.That(workspaces.Select(one => one.Subdomain), Is.EqualTo((string[])["first-shop", "second-shop"]));
        Assert.That((await api.GetAsync($"/workspaces/{workspaces[0].Id}/contacts")).Ids, Is.EqualTo((long[])[seeded["ada"].Id]));
        Assert.That((await api.GetAsync($"/workspaces/{workspaces[1].Id}/contacts")).Ids, Is.EqualTo((long[])[seeded["bea"].Id]));
        Assert.That((await api.GetAsync($"/products/prices/{seeded["cup"].Id}")).Json["currency"]!.ToString(), Is.EqualTo("gbp"));
        Assert.That((await api.GetAsync($"/workspaces/{workspaces[0].Id}")).Json["name"]!.ToString(), Is.EqualTo("First"));
        Assert.That((await api.GetAsync($"/workspaces/{workspaces[0].Id}/courses")).Ids, Is.Empty, "the seeded courses are replaced");
    }

    [TestCase("records: {Contact: {eve: {email_address: eve@example.com}, bad: {email_address: eve@example.com}}}")]
    [TestCase("records: {Contact: {eve: {email_address: eve@example.com}, bad: {emial_address: b@example.com}}}")]
    [TestCase("replace: true\nworkspace: {subdomain: other, currency: EUR}\nrecords: {Contact: [{email_address: a}]}")]
    [TestCase("workspaces: {one: {records: {Contact: [{email_address: a}]}}}")]
    [TestCase(
        "records: {Order: {eve: {contact: $eve_2, order_type: one-time-order, live_mode: true, line_items: []}}, Contact: {eve_2: {}}}"
    )]
    public async Task A_file_that_is_wrong_changes_nothing(string text)
    {
        await using var api = await Api.StartAsync(contacts: 3);
        var before = await StateAsync(api);

        Assert.That(() => api.Emulator.Seed(text), Throws.InstanceOf<InvalidDataException>());

        Assert.That(await StateAsync(api), Is.EqualTo(before));
        Assert.That(api.Emulator.Seeded, Is.Empty);
        Assert.That(api.Emulator.Workspaces, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Seeding_raises_no_events()
    {
        await using var api = await Api.StartAsync();
        api.Emulator.Seed(
            """
            records:
              WebhookEndpoint:
                hook: {url: https://example.com/hook, name: Hook, event_type_ids: [contact.created]}
              Contact: {ada: {email_address: ada@example.com}}
            """
        );

        Assert.That(
            (await api.GetAsync($"{api.Workspace}/webhooks/outgoing/events")).Text,
            Does.Not.Contain(api.Emulator.Seeded["ada"].Id.ToString(System.Globalization.CultureInfo.InvariantCulture))
        );
        Assert.That(api.Emulator.Deliveries, Is.Empty);
    }

    [Test]
    public async Task Files_of_the_options_come_one_after_the_other_and_the_snapshot_before_them()
    {
        using var folder = new TemporaryFolder();
        var (first, second, state) = (folder.File("tags.yaml"), folder.File("contacts.yaml"), folder.File("state.json"));
        await File.WriteAllTextAsync(first, "api: clickfunnels\nrecords: {ContactTag: {vip: {name: VIP}}}");
        await File.WriteAllTextAsync(second, "records: {Contact: {ada: {email_address: ada@example.com, tags: [$vip]}}}");
        var tag = 0L;
        for (var run = 0; run < 2; run++)
        {
            await using var api = await Api.StartAsync(configure: options =>
            {
                options.SeedFiles.Add(first);
                options.SeedFiles.Add(second);
                options.SnapshotPath = state;
                options.SaveSnapshotOnStop = true;
            });
            var contacts = (await api.GetAsync($"{api.Workspace}/contacts")).Json.AsArray();
            Assert.That(contacts, Has.Count.EqualTo(1), "the second run starts from the snapshot");
            Assert.That(contacts[0]!["tags"]!.AsArray(), Has.Count.EqualTo(1));
            tag = run == 0 ? api.Emulator.Seeded["vip"].Id : tag;
            Assert.That(contacts[0]!["tags"]![0]!["id"]!.GetValue<long>(), Is.EqualTo(tag));
        }
    }

    [Test]
    public async Task What_was_seeded_while_running_survives_a_crash()
    {
        using var folder = new TemporaryFolder();
        var state = folder.File("state.json");
        var id = 0L;
        await using (var api = await StartAsync())
        {
            id = api.Emulator.Seed("records: {Contact: {ada: {email_address: ada@example.com}}}")["ada"].Id;
            await api.Emulator.StopAsync(save: false);
        }

        await using var again = await StartAsync();
        Assert.That((await again.GetAsync($"/contacts/{id}")).Json["email_address"]!.ToString(), Is.EqualTo("ada@example.com"));

        Task<Api> StartAsync() =>
            Api.StartAsync(configure: options =>
            {
                options.SnapshotPath = state;
                options.SaveSnapshotOnStop = true;
            });
    }

    [Test]
    public async Task A_file_is_read_from_its_path_and_named_in_errors()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("wrong.yaml");
        await File.WriteAllTextAsync(path, "records:\n  Contact:\n    ada: {first: Ada}\n");
        await using var api = await Api.StartAsync();

        Assert.That(
            async () => await api.Emulator.SeedFileAsync(path),
            Throws.InstanceOf<InvalidDataException>().With.Message.StartsWith($"{path}(3,11): ")
        );
        Assert.That(async () => await api.Emulator.SeedFileAsync(folder.File("none.yaml")), Throws.InstanceOf<FileNotFoundException>());
    }

    private static async Task<JsonNode> StateOf(string path) => JsonNode.Parse(await File.ReadAllTextAsync(path))!;

    private static async Task<string> StateAsync(Api api)
    {
        using var folder = new TemporaryFolder();
        await api.Emulator.SaveSnapshotAsync(folder.File("state.json"));
        return (await StateOf(folder.File("state.json"))).ToJsonString();
    }
}
