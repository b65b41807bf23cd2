using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests;

/// <summary>Facts of the vendor's skills of October 2026 about existing operations.</summary>
public sealed class SkillFactTests
{
    [Test]
    public async Task A_broadcast_sends_in_batches_unless_told_otherwise()
    {
        await using var api = await Api.StartAsync(contacts: 5);
        await World.MakeAsync(api);

        var usual = await MakeBroadcastAsync(api, "{}");
        Assert.That(usual["smart_sending"]!.GetValue<bool>(), Is.True);
        Assert.That(usual["smart_sending_time"], Is.Null);
        Assert.That(usual["variants"]!.AsArray(), Has.Count.EqualTo(1));
        var off = await MakeBroadcastAsync(api, """{"smart_sending":false}""");
        Assert.That(off["smart_sending"]!.GetValue<bool>(), Is.False);
        var window = await MakeBroadcastAsync(api, """{"smart_sending_time":2.5,"smart_sending_unit":"hour"}""");
        Assert.That(window["smart_sending_time"]!.GetValue<double>(), Is.EqualTo(2.5));

        Assert.That((await BroadcastAsync(api, """{"smart_sending_time":2.5}""")).Error, Does.Contain("given together"));
        Assert.That((await BroadcastAsync(api, """{"smart_sending_unit":"day"}""")).Error, Does.Contain("given together"));
        Assert.That(
            (await BroadcastAsync(api, """{"smart_sending_time":0.2,"smart_sending_unit":"hour"}""")).Error,
            Does.Contain("between 0.5 and 100")
        );
    }

    [Test]
    public async Task Many_recipients_force_batches()
    {
        await using var api = await Api.StartAsync(contacts: 5001);
        await World.MakeAsync(api);

        var broadcast = await MakeBroadcastAsync(api, """{"smart_sending":false}""");
        var filter = await api.MakeAsync(
            $"{api.Workspace}/refine_filters",
            """{"refine_filter":{"name":"One","criteria":[{"attribute":"first_name","clause":"eq","value":"Ada"}]}}"""
        );
        var narrowed = await MakeBroadcastAsync(api, $$"""{"smart_sending":false,"filter_id":{{filter["id"]}} }""");

        Assert.That(broadcast["smart_sending"]!.GetValue<bool>(), Is.True);
        Assert.That(narrowed["smart_sending"]!.GetValue<bool>(), Is.False);
    }

    [Test]
    public async Task A_split_test_keeps_replaces_and_removes_its_second_variant()
    {
        await using var api = await Api.StartAsync(contacts: 5, unrecorded: "variants are sent back as they were read");
        await World.MakeAsync(api);
        Assert.That((await BroadcastAsync(api, """{"split_test":true}""")).Error, Does.Contain("exactly one second variant"));
        var made = await MakeBroadcastAsync(api, """{"split_test":true,"variants":[{"subject":"B"}]}""");
        Assert.That(Subjects(made), Is.EqualTo(new[] { "A", "B" }));
        Assert.That(made["split_test_percentage"]!.GetValue<int>(), Is.EqualTo(100));
        Assert.That(made["variants"]![1]!["send_percentage"]!.GetValue<double>(), Is.EqualTo(50));
        Assert.That(made["variants"]![0]!["winner"], Is.Null);

        var path = $"/emails/broadcasts/{made["id"]}";
        Assert.That(Subjects((await UpdateAsync(api, path, """{"name":"Other"}""")).Json), Is.EqualTo(new[] { "A", "B" }));
        Assert.That(Subjects((await UpdateAsync(api, path, """{"variants":[{"subject":"C"}]}""")).Json), Is.EqualTo(new[] { "A", "C" }));
        Assert.That((await UpdateAsync(api, path, """{"variants":[]}""")).Status, Is.EqualTo(422));
        Assert.That((await UpdateAsync(api, path, """{"variants":[{"subject":"C"},{"subject":"D"}]}""")).Status, Is.EqualTo(422));
        var read = (await api.GetAsync(path)).Json["variants"]![1]!.ToJsonString();
        Assert.That((await UpdateAsync(api, path, $$"""{"variants":[{{read}}]}""")).Status, Is.EqualTo(422), "A variant that was read");
        Assert.That((await UpdateAsync(api, path, """{"split_test_percentage":0}""")).Error, Does.Contain("out of range"));
        Assert.That(Subjects((await UpdateAsync(api, path, """{"split_test":false}""")).Json), Is.EqualTo(new[] { "A", "C" }));
        Assert.That(Subjects((await UpdateAsync(api, path, """{"split_test":false,"variants":[]}""")).Json), Is.EqualTo(new[] { "A" }));
    }

    [Test]
    public async Task A_broadcast_takes_the_numeric_id_of_a_filter_only()
    {
        await using var api = await Api.StartAsync(contacts: 5, unrecorded: "a public id is sent where a number belongs");
        await World.MakeAsync(api);
        var filter = await api.MakeAsync(
            $"{api.Workspace}/refine_filters",
            """{"refine_filter":{"name":"One","criteria":[{"attribute":"first_name","clause":"eq","value":"Ada"}]}}"""
        );

        Assert.That((await BroadcastAsync(api, $$"""{"filter_id":"{{filter["public_id"]}}"}""")).Status, Is.EqualTo(422));
        Assert.That((await BroadcastAsync(api, $$"""{"filter_id":{{filter["id"]}} }""")).Status, Is.EqualTo(201));
    }

    [Test]
    public async Task Email_settings_can_be_read_back()
    {
        await using var api = await Api.StartAsync(unrecorded: "an alignment is sent that does not exist");
        var path = $"{api.Workspace}/emails/settings";

        var changed = await api.PutAsync(
            path,
            """{"marketing_setting":{"name":"Shop","hide_branding":true,"footer_alignment":"right","unsubscribe_footer":null}}"""
        );

        Assert.That(changed.Status, Is.EqualTo(200), changed.Text);
        var read = (await api.GetAsync(path)).Json;
        Assert.That(read["name"]!.ToString(), Is.EqualTo("Shop"));
        Assert.That(read["hide_branding"]!.GetValue<bool>(), Is.True);
        Assert.That(read["address_single_line"]!.GetValue<bool>(), Is.False);
        Assert.That(read["footer_alignment"]!.ToString(), Is.EqualTo("right"));
        foreach (var alignment in (string[])["null", "\"\"", "\"middle\""])
        {
            var refused = await api.PutAsync(path, $$"""{"marketing_setting":{"footer_alignment":{{alignment}} } }""");
            Assert.That(refused.Status, Is.EqualTo(422), alignment);
        }
    }

    [Test]
    public async Task An_external_page_refuses_what_only_pages_of_the_service_have()
    {
        await using var api = await Api.StartAsync(unrecorded: "fields are sent that external pages do not have");
        var path = $"{api.Workspace}/pages/external";
        var page = await api.MakeAsync(path, """{"page":{"external_url":"https://example.com/a"}}""");
        Assert.That(page["sdk"]!["token"]!.ToString(), Does.Match("^cfp_[A-Za-z0-9]{24}$"));
        Assert.That(page["current_path"], Is.Null);

        foreach (var field in (string[])["\"block_ai_search\":false", "\"markup\":\"x\"", "\"seo_title\":\"x\"", "\"current_path\":\"x\""])
        {
            var made = await api.PostAsync(path, $$"""{"page":{"external_url":"https://example.com/b",{{field}} } }""");
            var changed = await api.PutAsync($"/pages/{page["id"]}", $$"""{"page":{ {{field}} } }""");
            Assert.That((made.Status, changed.Status), Is.EqualTo((422, 422)), field);
        }

        Assert.That(
            (await api.PostAsync(path, """{"page":{"external_url":"https://example.com/b","sort_order":0}}""")).Status,
            Is.EqualTo(422)
        );
    }

    [Test]
    public async Task Products_and_bumps_of_a_page_are_added_by_either_id()
    {
        await using var api = await Api.StartAsync(contacts: 5, unrecorded: "an order bump has a key that does not exist");
        var world = await World.MakeAsync(api);
        var funnel = (await api.MakeAsync($"{api.Workspace}/funnels", """{"funnel":{"name":"F"}}"""))["public_id"]!.ToString();
        var other = await api.MakeAsync($"{api.Workspace}/products", new { product = new { name = "Cup" } });
        var page = await api.MakeAsync(
            $"{api.Workspace}/pages",
            $$$$"""
            {"page":{"name":"P","funnel":{"funnel_id":"{{{{funnel}}}}"},
             "show_page_step":{"product_ids":[{{{{world.Ids["Product"]}}}}]}}}
            """
        );
        Assert.That(page["block_ai_crawler"]!.GetValue<bool>(), Is.False);
        var path = $"/pages/{page["id"]}";

        var changed = await api.PutAsync(
            path,
            $$$$"""
            {"page":{"block_ai_crawler":true,
             "show_page_step":{"bumps":[{"product_id":"{{{{other["public_id"]}}}}","preheadline":"Now"}]}}}
            """
        );
        var again = await api.PutAsync(path, $$$$"""{"page":{"show_page_step":{"product_ids":["{{{{other["public_id"]}}}}"]}}}""");

        Assert.That(changed.Json["block_ai_crawler"]!.GetValue<bool>(), Is.True, changed.Text);
        Assert.That(
            again.Json["show_page_step"]!["products"]!.AsArray().Select(one => $"{one!["name"]} {one["bump"]}"),
            Is.EqualTo(new[] { "Mug false", "Cup false", "Cup true" })
        );
        var odd = await api.PutAsync(
            path,
            $$$$"""{"page":{"show_page_step":{"bumps":[{"product_id":{{{{other["id"]}}}},"size":"large"}]}}}"""
        );
        Assert.That((odd.Status, odd.Error), Is.EqualTo((400, "Bad request: found unpermitted parameter: :size")));
        Assert.That((await api.PutAsync(path, """{"page":{"sort_order":7}}""")).Error, Does.Contain("out of bounds"));
    }

    [Test]
    public async Task A_price_has_the_currency_of_its_workspace()
    {
        await using var api = await Api.StartAsync(configure: options => options.Settings.Currency = "EUR");
        var product = await api.MakeAsync($"{api.Workspace}/products", new { product = new { name = "Mug" } });
        var variant = product["default_variant_id"];

        var price = await api.MakeAsync($"/products/variants/{variant}/prices", """{"products_price":{"amount":"1","currency":"gbp"}}""");
        var changed = await api.PutAsync($"/products/prices/{price["id"]}", """{"products_price":{"currency":"gbp"}}""");

        Assert.That((price["currency"]!.ToString(), changed.Json["currency"]!.ToString()), Is.EqualTo(("eur", "eur")));
        var discount = await api.MakeAsync($"{api.Workspace}/discounts", """{"discount":{"name":"D","code":"D","percent":"5"}}""");
        Assert.That(discount["currency"]!.ToString(), Is.EqualTo("eur"));
    }

    [TestCase("\"trial_interval\":\"quarters\"", null, null)]
    [TestCase("\"trial_duration\":7", null, 7)]
    [TestCase("\"trial_interval\":\"days\",\"trial_duration\":7", "days", 7)]
    public async Task A_trial_needs_an_interval_and_a_duration(string sent, string? interval, int? duration)
    {
        await using var api = await Api.StartAsync();
        var product = await api.MakeAsync($"{api.Workspace}/products", new { product = new { name = "Mug" } });

        var price = await api.MakeAsync(
            $"/products/variants/{product["default_variant_id"]}/prices",
            $$"""{"products_price":{"amount":"1","payment_type":"subscription","interval":"quarters","interval_count":1,{{sent}} } }"""
        );

        Assert.That(price["interval"]!.ToString(), Is.EqualTo("quarters"));
        Assert.That((price["trial_interval"]?.ToString(), price["trial_duration"]?.GetValue<int>()), Is.EqualTo((interval, duration)));
    }

    [Test]
    public async Task A_discount_that_was_applied_is_locked()
    {
        await using var api = await Api.StartAsync(contacts: 1, unrecorded: "expired is sent as a text");
        var discount = await api.MakeAsync($"{api.Workspace}/discounts", """{"discount":{"name":"D","code":"d-1","percent":"5"}}""");
        var path = $"/discounts/{discount["id"]}";
        Assert.That(discount["code"]!.ToString(), Is.EqualTo("D-1"));
        Assert.That((await UpdateDiscountAsync(api, path, """{"expired":"true"}""")).Status, Is.EqualTo(422));
        Assert.That((await UpdateDiscountAsync(api, path, """{"expired":false}""")).Status, Is.EqualTo(200), "The state it has");
        api.Emulator.AddRecords(
            "Order",
            [
                new JsonObject
                {
                    ["contact_id"] = api.Emulator.Store.Of("Contact")[0].Id,
                    ["discount_ids"] = new JsonArray(discount["id"]!.GetValue<long>()),
                },
            ]
        );

        Assert.That((await UpdateDiscountAsync(api, path, """{"percent":"6"}""")).Error, Does.Contain("Percent can't be changed"));
        Assert.That((await UpdateDiscountAsync(api, path, """{"limit_1_per_customer":true}""")).Status, Is.EqualTo(422));
        Assert.That((await api.DeleteAsync(path)).Status, Is.EqualTo(422), "redemptions_count is 0, and an order has it.");
        var ended = await UpdateDiscountAsync(api, path, """{"expired":true,"name":"Old"}""");
        Assert.That((ended.Json["expired"]!.GetValue<bool>(), ended.Json["name"]!.ToString()), Is.EqualTo((true, "Old")));
        Assert.That((await UpdateDiscountAsync(api, path, """{"name":"New"}""")).Status, Is.EqualTo(422));
        Assert.That((await UpdateDiscountAsync(api, path, """{"expired":false}""")).Error, Does.Contain("can't be reopened"));
    }

    [Test]
    public async Task An_opportunity_is_assigned_to_a_membership()
    {
        await using var api = await Api.StartAsync(contacts: 5);
        var world = await World.MakeAsync(api);
        var stage = await world.EnsureAsync("SalesPipelineStage");
        var member = (await api.GetAsync($"/teams/{api.Emulator.TeamId}/memberships")).Json[1]!;
        Assert.That(member["id"]!.ToString(), Is.Not.EqualTo(member["user_id"]!.ToString()));

        var byUser = await PostAsync(member["user_id"]!);
        var byMembership = await PostAsync(member["id"]!);

        Assert.That((byUser.Status, byUser.Error), Is.EqualTo((422, "Request unprocessable: Assignee must exist")));
        Assert.That(byMembership.Json["assignee_id"]!.ToString(), Is.EqualTo(member["id"]!.ToString()));

        Task<Reply> PostAsync(JsonNode assignee) =>
            api.PostAsync(
                $"{api.Workspace}/sales/opportunities",
                $$"""
                {"sales_opportunity":{"name":"O","pipelines_stage_id":{{stage}},"primary_contact_id":{{world.Contacts[0]}},
                 "assignee_id":{{assignee}} } }
                """
            );
    }

    [TestCase("filters[stored_filter_id]=1")]
    [TestCase("filters%5Bstable_id%5D=x")]
    public async Task A_misspelled_selector_is_refused_unless_the_old_behavior_is_wanted(string query)
    {
        await using var api = await Api.StartAsync(contacts: 1);
        await using var old = await Api.StartAsync(
            contacts: 1,
            options => options.Settings.IgnoresMisspelledFilters = true,
            "the selector is misspelled"
        );

        Assert.That((await api.GetAsync($"{api.Workspace}/contacts?{query}")).Status, Is.EqualTo(400));
        Assert.That((await api.GetAsync($"{api.Workspace}/orders?{query}")).Status, Is.EqualTo(400));
        Assert.That((await old.GetAsync($"{old.Workspace}/contacts?{query}")).Ids, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_template_of_a_step_is_for_its_creation()
    {
        await using var api = await Api.StartAsync(contacts: 5);
        var world = await World.MakeAsync(api);
        var workflow = await world.EnsureAsync("Workflow");
        var step = await api.MakeAsync(
            $"/workflows/{workflow}/steps",
            """{"workflows_step":{"step_type_settings":{"send_email_step":{"template_id":1}}}}"""
        );

        var reply = await api.SendAsync(
            "PATCH",
            $"/workflows/steps/{step["id"]}",
            """{"workflows_step":{"step_type_settings":{"send_email_step":{"template_id":2}}}}"""
        );

        Assert.That((reply.Status, reply.Error), Is.EqualTo((422, "Request unprocessable: Template can't be changed")));
    }

    [Test]
    public void Settings_out_of_range_are_refused() =>
        Assert.Multiple(() =>
        {
            Assert.That(() => Api.StartAsync(configure: options => options.Settings.Currency = "EURO"), Throws.ArgumentException);
            Assert.That(
                () => Api.StartAsync(configure: options => options.Settings.StatisticsLimit = 0),
                Throws.InstanceOf<ArgumentOutOfRangeException>()
            );
            Assert.That(
                () => Api.StartAsync(configure: options => options.Settings.ReadsUntilScheduleChanges = -1),
                Throws.InstanceOf<ArgumentOutOfRangeException>()
            );
        });

    private static IEnumerable<string> Subjects(JsonNode broadcast) =>
        broadcast["variants"]!.AsArray().Select(variant => variant!["subject"]!.ToString());

    private static Task<Reply> BroadcastAsync(Api api, string fields)
    {
        var broadcast = JsonNode.Parse(fields)!.AsObject();
        broadcast["name"] = "N";
        broadcast["subject"] = "A";
        broadcast["from_email"] = "news@example.com";
        return api.PostAsync($"{api.Workspace}/emails/broadcasts", new JsonObject { ["emails_broadcast"] = broadcast }.ToJsonString());
    }

    private static async Task<JsonNode> MakeBroadcastAsync(Api api, string fields)
    {
        var reply = await BroadcastAsync(api, fields);
        Assert.That(reply.Status, Is.EqualTo(201), reply.Text);
        return reply.Json;
    }

    private static Task<Reply> UpdateAsync(Api api, string path, string changes) =>
        api.SendAsync("PATCH", path, $$"""{"emails_broadcast":{{changes}} }""");

    private static Task<Reply> UpdateDiscountAsync(Api api, string path, string changes) =>
        api.SendAsync("PATCH", path, $$"""{"discount":{{changes}} }""");
}
