using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests;

/// <summary>Statistics are computed from what the emulator holds.</summary>
public sealed class StatisticsTests
{
    [Test]
    public async Task Contacts_are_counted_as_a_whole_and_by_property()
    {
        await using var api = await Api.StartAsync(contacts: 30);
        var tag = api.Emulator.Workspaces[0].ContactTagIds[0];
        var contacts = (await api.GetAsync($"{api.Workspace}/contacts")).Ids;
        await api.PutAsync($"/contacts/{contacts[4]}", new { contact = new { time_zone = "Alaska" } });
        var tagged = (await api.PagesAsync($"{api.Workspace}/contacts?filter[tag_ids]={tag}")).Sum(page => page.Ids.Count);

        var all = await StatsAsync(api, "resource=contact&count=true&count_by[property]=time_zone&created_at_range=true");
        Assert.That(all["count"]!.GetValue<long>(), Is.EqualTo(30));
        Assert.That(all["count_by"]!["values"]!.ToJsonString(), Is.EqualTo("""{"":29,"Alaska":1}"""));
        Assert.That(all["count_by"]!["capped"]!.GetValue<bool>(), Is.False);
        Assert.That(all["created_at_range"]!["min"]!.ToString(), Is.LessThan(all["created_at_range"]!["max"]!.ToString()));
        Assert.That(all.AsObject().ContainsKey("sum"), Is.False);

        var some = await StatsAsync(api, $"resource=contact&count=true&filter[tag_ids]={tag}");
        Assert.That(some["count"]!.GetValue<long>(), Is.EqualTo(tagged).And.GreaterThan(0));
    }

    [Test]
    public async Task Selectors_narrow_each_other()
    {
        await using var api = await Api.StartAsync(contacts: 22);
        var first = (await api.GetAsync($"{api.Workspace}/contacts")).Json[0]!;
        var filter = await api.MakeAsync(
            $"{api.Workspace}/refine_filters",
            new
            {
                refine_filter = new
                {
                    name = "One",
                    criteria = new[]
                    {
                        new
                        {
                            attribute = "first_name",
                            clause = "eq",
                            value = first["first_name"]!.ToString(),
                        },
                    },
                },
            }
        );

        var named = await StatsAsync(api, $"resource=contact&count=true&stored_filter_id={filter["id"]}");
        var both = await StatsAsync(api, $"resource=contact&count=true&stored_filter_id={filter["public_id"]}&filter[id]={first["id"]}");

        Assert.That(named["count"]!.GetValue<long>(), Is.EqualTo(2));
        Assert.That(both["count"]!.GetValue<long>(), Is.EqualTo(1));
    }

    [Test]
    public async Task Amounts_of_orders_are_summed_and_the_sum_of_none_is_null()
    {
        await using var api = await Api.StartAsync(contacts: 1, options => options.ProcessorOrders = true);

        var all = await StatsAsync(api, "resource=order&sum[property]=total_amount&count=true&count_by[property]=service_status");
        var collected = await StatsAsync(api, "resource=order&sum[property]=total_collected&filter[service_status]=active,paused");
        var none = await StatsAsync(api, "resource=order&sum[property]=tax_amount&filter[live_mode]=true");

        Assert.That(all["count"]!.GetValue<long>(), Is.EqualTo(2));
        Assert.That(all["sum"]!["value"]!.ToString(), Is.EqualTo("40.00"));
        Assert.That(all["count_by"]!["values"]!.ToJsonString(), Is.EqualTo("""{"active":2}"""));
        Assert.That(collected["sum"]!["value"]!.ToString(), Is.EqualTo("40.00"));
        Assert.That(none["sum"]!["value"], Is.Null);
        Assert.That(
            (await api.GetAsync($"{api.Workspace}/orders?filter[service_status]=paused")).Ids,
            Is.Empty,
            "The list has the filter, too."
        );
        Assert.That((await api.GetAsync($"{api.Workspace}/orders?filter[service_status]=active")).Ids, Has.Count.EqualTo(2));
    }

    [TestCase("resource=contact", "contact supports: count, count_by, created_at_range")]
    [TestCase("resource=contact&count=false", "contact supports: count, count_by, created_at_range")]
    [TestCase("resource=contact&sum[property]=total_amount", "contact supports: count, count_by, created_at_range")]
    [TestCase("resource=order", "order supports: count, count_by, sum, created_at_range")]
    [TestCase("resource=order&count_by[property]=is_active", "billing_status, service_status, order_type, live_mode")]
    [TestCase("resource=contact&count_by=true", "count_by[property] must be one of: is_active, anonymous")]
    [TestCase("resource=contact&count=true&filter[order_type]=subscription-order", "found unpermitted parameter: :order_type")]
    [TestCase("count=true", "resource must be one of")]
    public async Task A_statistic_that_does_not_exist_is_refused(string query, string message)
    {
        await using var api = await Api.StartAsync(unrecorded: "statistics are asked for that do not exist");

        var reply = await api.GetAsync($"{api.Workspace}/stats?{query}");

        Assert.That(reply.Status, Is.EqualTo(422), reply.Text);
        Assert.That(reply.Error, Does.Contain(message));
    }

    [Test]
    public async Task Beyond_the_limit_counts_are_lower_bounds_and_the_rest_is_unavailable()
    {
        await using var api = await Api.StartAsync(contacts: 12, options => options.Settings.StatisticsLimit = 10);

        var reply = await api.GetAsync(
            $"{api.Workspace}/stats?resource=contact&count=true&count_by[property]=is_active&created_at_range=true"
        );

        Assert.That(reply.Json["stats"]!["count"]!.GetValue<long>(), Is.EqualTo(10));
        Assert.That(reply.Json["stats"]!["count_capped_at"]!.GetValue<long>(), Is.EqualTo(10));
        Assert.That(reply.Json["stats"]!["count_by"]!["capped"]!.GetValue<bool>(), Is.True);
        Assert.That(reply.Json["unavailable"]!.ToJsonString(), Is.EqualTo("""["created_at_range"]"""));
        Assert.That(reply.Json["unavailable_reason"], Is.Not.Null);
    }

    [Test]
    public async Task Closed_betas_can_be_closed()
    {
        await using var api = await Api.StartAsync(contacts: 5, options => options.Settings.ClosedBeta = false);
        var world = await World.MakeAsync(api);
        var step = await world.EnsureAsync("WorkflowStep");

        foreach (var path in (string[])[$"{api.Workspace}/stats?resource=contact&count=true", $"/workflows/steps/{step}/stats"])
        {
            var reply = await api.GetAsync(path);
            Assert.That((reply.Status, reply.Error), Is.EqualTo((403, reply.Error)));
            Assert.That(reply.Error, Does.EndWith("in Closed Beta"));
        }

        Assert.That((await api.GetAsync($"/emails/broadcasts/{await world.EnsureAsync("EmailBroadcast")}/stats")).Status, Is.EqualTo(200));
    }

    [Test]
    public async Task A_broadcast_counts_what_happened_to_its_emails()
    {
        var clock = new ManualTimeProvider();
        await using var api = await Api.StartAsync(contacts: 8, options => options.TimeProvider = clock);
        var broadcast = await SentBroadcastAsync(api);
        var contacts = (await api.GetAsync($"{api.Workspace}/contacts")).Ids;
        api.Emulator.AddEmailActivity(
            Activity(contacts[0], EmailActivityKind.Opened),
            Activity(contacts[0], EmailActivityKind.Opened),
            Activity(contacts[1], EmailActivityKind.Opened),
            Activity(contacts[0], EmailActivityKind.Clicked),
            Activity(contacts[2], EmailActivityKind.Bounced),
            Activity(contacts[3], EmailActivityKind.Unsubscribed)
        );
        await BuyAsync(api, contacts[0], live: true);
        await BuyAsync(api, contacts[1], live: true);
        await BuyAsync(api, contacts[0], live: false);
        clock.Advance(TimeSpan.FromDays(31));
        await BuyAsync(api, contacts[0], live: true);

        var stats = (await api.GetAsync($"/emails/broadcasts/{broadcast}/stats")).Json;

        Assert.That(stats["progress"]!.ToJsonString(), Is.EqualTo("""{"total":8,"queued":0,"processing":0,"sent":8,"failed":0}"""));
        Assert.That(
            Values(stats["performance"]!, "delivered", "opened", "unique_opens", "clicked", "bounced"),
            Is.EqualTo(new[] { 7, 3, 2, 1, 1 })
        );
        Assert.That(
            Values(stats["performance"]!, "open_rate", "click_rate", "click_to_open_rate", "bounce_rate", "unsubscribe_rate"),
            Is.EqualTo(new[] { 25, 13, 50, 13, 13 })
        );
        Assert.That(
            stats["revenue"]!.ToJsonString(),
            Is.EqualTo("""{"total":"12.50","orders_count":1,"per_recipient":"1.56","per_unique_open":"6.25","per_unique_click":"12.50"}""")
        );
        Assert.That((await api.GetAsync($"/emails/broadcasts/{broadcast}/stats?timerange_start=2026-01-01")).Status, Is.EqualTo(422));

        EmailActivity Activity(long contact, EmailActivityKind kind) => new(broadcast, contact, kind);
    }

    [Test]
    public async Task A_broadcast_that_was_never_sent_has_zeros()
    {
        await using var api = await Api.StartAsync(contacts: 5);
        var world = await World.MakeAsync(api);
        var stats = (await api.GetAsync($"/emails/broadcasts/{await world.EnsureAsync("EmailBroadcast")}/stats")).Json;

        Assert.That(stats["progress"]!["total"], Is.Null);
        Assert.That(stats["performance"]!.AsObject().Select(one => one.Value!.GetValue<int>()), Has.All.EqualTo(0));
        var from = DateTimeOffset.Parse(stats["timerange"]!["from"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
        var to = DateTimeOffset.Parse(stats["timerange"]!["to"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(to - from, Is.EqualTo(TimeSpan.FromDays(90)));
    }

    [Test]
    public async Task A_step_counts_its_contacts_and_emails_in_a_window_of_at_most_ninety_days()
    {
        var clock = new ManualTimeProvider();
        await using var api = await Api.StartAsync(contacts: 5, options => options.TimeProvider = clock);
        var world = await World.MakeAsync(api);
        var workflow = await world.EnsureAsync("Workflow");
        await world.EnsureAsync("WorkflowTrigger");
        var email = await api.MakeAsync(
            $"/workflows/{workflow}/steps",
            """{"workflows_step":{"step_type_settings":{"send_email_step":{"subject":"Hi"}}}}"""
        );
        var delay = await api.MakeAsync(
            $"/workflows/{workflow}/steps",
            """{"workflows_step":{"step_type_settings":{"delay_step":{"days":1}}}}"""
        );
        await api.PostAsync($"/workflows/{workflow}/enable");
        var contacts = (await api.GetAsync($"{api.Workspace}/contacts")).Ids;
        await api.MakeAsync($"/workflows/{workflow}/runs", new { run = new { contact_id = contacts[0] } });
        var id = email["id"]!.GetValue<long>();
        api.Emulator.AddEmailActivity(
            new(id, contacts[0], EmailActivityKind.Sent),
            new(id, contacts[0], EmailActivityKind.Sent),
            new(id, contacts[0], EmailActivityKind.Opened),
            new(id, contacts[1], EmailActivityKind.Opened)
        );

        var now = (await api.GetAsync($"/workflows/steps/{id}/stats")).Json;
        Assert.That(now["contacts"]!.ToJsonString(), Is.EqualTo("""{"are_here":1,"were_here":1}"""));
        Assert.That(
            Values(now["email"]!["performance"]!, "sends", "recipients", "unique_opens", "open_rate"),
            Is.EqualTo(new[] { 2, 1, 2, 200 })
        );
        Assert.That(now["workflow"]!["id"]!.ToString(), Is.EqualTo(workflow));
        Assert.That((await api.GetAsync($"/workflows/steps/{delay["id"]}/stats")).Json["email"], Is.Null);

        clock.Advance(TimeSpan.FromDays(100));
        var later = (await api.GetAsync($"/workflows/steps/{id}/stats?timerange_start=2020-01-01T00:00:00Z")).Json;
        Assert.That(later["contacts"]!.ToJsonString(), Is.EqualTo("""{"are_here":1,"were_here":0}"""), "The window is cut to 90 days.");
        Assert.That(Values(later["email"]!["performance"]!, "sends", "open_rate"), Is.EqualTo(new[] { 0, 0 }));
    }

    [Test]
    public async Task Activity_of_nothing_is_refused()
    {
        await using var api = await Api.StartAsync(contacts: 1);
        Assert.That(
            () => api.Emulator.AddEmailActivity(new EmailActivity(1, 2, EmailActivityKind.Sent)),
            Throws.ArgumentException.With.Message.Contains("no broadcast or workflow step")
        );
    }

    private static async Task<JsonNode> StatsAsync(Api api, string query)
    {
        var reply = await api.GetAsync($"{api.Workspace}/stats?{query}");
        Assert.That(reply.Status, Is.EqualTo(200), reply.Text);
        return reply.Json["stats"]!;
    }

    private static IEnumerable<int> Values(JsonNode record, params string[] names) => names.Select(name => record[name]!.GetValue<int>());

    private static async Task<long> SentBroadcastAsync(Api api)
    {
        var world = await World.MakeAsync(api);
        var broadcast = long.Parse(await world.EnsureAsync("EmailBroadcast"), System.Globalization.CultureInfo.InvariantCulture);
        var action = (await api.PostAsync($"/emails/broadcasts/{broadcast}/send_actions")).Json;
        for (var reads = 0; reads < 3; reads++)
        {
            await api.GetAsync($"/emails/broadcasts/send_actions/{action["id"]}");
        }

        return broadcast;
    }

    private static async Task BuyAsync(Api api, long contact, bool live)
    {
        var product = await api.MakeAsync($"{api.Workspace}/products", new { product = new { name = "Mug" } });
        var variant = product["default_variant_id"]!.GetValue<long>();
        var price = await api.MakeAsync($"/products/variants/{variant}/prices", """{"products_price":{"amount":"12.50"}}""");
        var item = new
        {
            variant_id = variant,
            products_price_id = price["id"]!.GetValue<long>(),
            quantity = 1,
        };
        var order = await api.MakeAsync(
            $"{api.Workspace}/orders",
            new
            {
                order = new
                {
                    order_type = "one-time-order",
                    live_mode = live,
                    contact_id = contact,
                    line_items_attributes = new[] { item },
                },
            }
        );
        await api.MakeAsync(
            $"/orders/{order["id"]}/invoices",
            new
            {
                orders_invoice = new
                {
                    external_id = $"e-{order["id"]}",
                    status = "paid",
                    paid_at = "2026-01-02T03:04:05Z",
                    line_items_attributes = new[]
                    {
                        new
                        {
                            item.variant_id,
                            item.products_price_id,
                            item.quantity,
                            amount = "12.50",
                        },
                    },
                },
            }
        );
    }
}
