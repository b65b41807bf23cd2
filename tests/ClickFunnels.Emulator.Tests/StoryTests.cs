namespace ClickFunnels.Emulator.Tests;

/// <summary>Documented rules of single operations.</summary>
public sealed class StoryTests
{
    [Test]
    public async Task A_workflow_goes_live_takes_contacts_and_stops()
    {
        await using var api = await Api.StartAsync(contacts: 1);
        var contact = (await api.GetAsync($"{api.Workspace}/contacts")).Ids[0];
        var path = $"/workflows/{(await api.MakeAsync($"{api.Workspace}/workflows", new { workflow = new { name = "Welcome" } }))["id"]}";
        var run = new { run = new { contact_id = contact } };

        var early = await api.PostAsync($"{path}/enable");
        var refused = await api.PostAsync($"{path}/runs", run);
        await api.MakeAsync($"{path}/triggers", new { workflows_trigger = new { event_type_key = "$optin" } });
        await api.MakeAsync($"{path}/steps", new { workflows_step = new { step_type_settings = new { delay_step = new { days = 1 } } } });
        var live = await api.PostAsync($"{path}/enable");
        await api.MakeAsync($"{path}/runs", run);
        var structure = (await api.GetAsync($"{path}/structure")).Json;
        var stopped = await api.PostAsync($"{path}/disable");

        Assert.That((early.Status, refused.Status, live.Json["status"]!.ToString()), Is.EqualTo((422, 422, "live")));
        Assert.That(
            (structure["triggers"]!.AsArray().Count, structure["steps"]![0]!["step_type"]!.ToString()),
            Is.EqualTo((1, "delay_step"))
        );
        Assert.That((stopped.Json["status"]!.ToString(), stopped.Json["active_runs_count"]!.GetValue<int>()), Is.EqualTo(("draft", 0)));
        Assert.That((await api.GetAsync($"{path}/runs?filter[status]=canceled")).Ids, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Charges_are_refunded_at_once_or_later()
    {
        await using var api = await Api.StartAsync(contacts: 1, options => options.ProcessorOrders = true);
        foreach (var (processor, status) in ((string, int)[])[("stripe", 202), ("payments_ai", 200)])
        {
            var order = (await api.GetAsync($"{api.Workspace}/orders"))
                .Json.AsArray()
                .Single(one => one!["payment_processor"]!.ToString() == processor)!["id"];
            var charge = (await api.GetAsync($"/orders/{order}/transactions")).Ids[0];

            var partial = await api.PostAsync($"/orders/transactions/{charge}/refund", new { orders_transaction = new { partial = true } });
            var refund = await api.PostAsync($"/orders/transactions/{charge}/refund");
            var settled = await api.GetAsync($"/orders/transactions/{charge}");
            var again = await api.PostAsync($"/orders/transactions/{charge}/refund");

            Assert.That(
                (partial.Status, refund.Status, settled.Json["status"]!.ToString(), again.Status),
                Is.EqualTo((422, status, "refunded", 404))
            );
        }
    }

    [Test]
    public async Task Subscriptions_are_canceled_changed_and_their_invoices_abandoned()
    {
        await using var api = await Api.StartAsync(contacts: 1, options => options.ProcessorOrders = true);
        var order = (await api.GetAsync($"{api.Workspace}/orders")).Json[0]!;
        var item = order["line_items"]![0]!;
        var options = (await api.GetAsync($"/products/prices/{item["products_price"]!["id"]}/change_options")).Json[
            "products_prices_change_options"
        ]!;
        var dearer = options["upgrade"]![0]!["products_variant"]!["prices"]![0]!["id"]!.ToString();
        var body = new { orders_line_items_change = new { products_price_id = dearer } };

        var preview = (await api.PostAsync($"/orders/line_items/{item["id"]}/changes", body)).Json["orders_line_items_change"]!;
        var performed = (await api.PostAsync($"/orders/line_items/{item["id"]}/changes/perform", body)).Json["orders_line_items_change"]!;
        var same = await api.PostAsync($"/orders/line_items/{item["id"]}/changes/perform", body);
        var wrong = await api.PostAsync($"/orders/{order["id"]}/cancel", new { order = new { cancel_reason = "boredom" } });
        var canceled = await api.PostAsync($"/orders/{order["id"]}/cancel", new { order = new { effective_date = "now" } });
        var invoices = (await api.GetAsync($"/orders/{order["id"]}/invoices")).Json.AsArray();

        Assert.That(
            (preview["preview"]!.GetValue<bool>(), performed["preview"]!.GetValue<bool>(), same.Error),
            Is.EqualTo((true, false, "same_target"))
        );
        Assert.That(performed["upcoming_invoice"]!["total_amount"]!.ToString(), Is.EqualTo("30.00"));
        Assert.That(
            (wrong.Status, canceled.Json["service_status"]!.ToString(), canceled.Json["cancel_reason"]!.ToString()),
            Is.EqualTo((422, "canceled", "other"))
        );
        Assert.That((await api.PostAsync($"/orders/invoices/{invoices[0]!["id"]}/abandon")).Status, Is.EqualTo(404));
        Assert.That(
            (await api.PostAsync($"/orders/invoices/{invoices[1]!["id"]}/abandon")).Json["status"]!.ToString(),
            Is.EqualTo("abandoned")
        );
    }

    [Test]
    public async Task A_broadcast_is_sent()
    {
        await using var api = await Api.StartAsync(contacts: 3);
        var topic = (await api.GetAsync($"{api.Workspace}/emails/topics")).Ids[0];
        var sender = (await api.GetAsync($"{api.Workspace}/emails/addresses")).Json[0]!["email_address"]!.ToString();
        var body = new
        {
            emails_broadcast = new
            {
                name = "News",
                subject = "News",
                from_email = sender,
                topic_ids = new[] { topic },
            },
        };

        var before = (await api.GetAsync($"{api.Workspace}/emails/settings")).Json;
        var refused = await api.PostAsync($"{api.Workspace}/emails/broadcasts", body);
        var half = await api.PutAsync(
            $"{api.Workspace}/emails/settings",
            new { marketing_setting = new { address = new { city = "Boise" } } }
        );
        var settings = await api.PutAsync(
            $"{api.Workspace}/emails/settings",
            new
            {
                marketing_setting = new
                {
                    address = new
                    {
                        address_one = "1 Main St",
                        city = "Boise",
                        postal_code = "83702",
                        country_code = "US",
                        region = "ID",
                    },
                },
            }
        );
        var broadcast = await api.MakeAsync($"{api.Workspace}/emails/broadcasts", body);
        var send = await api.PostAsync($"/emails/broadcasts/{broadcast["id"]}/send_actions");
        await api.GetAsync($"/emails/broadcasts/send_actions/{send.Id}");
        await api.GetAsync($"/emails/broadcasts/send_actions/{send.Id}");

        Assert.That((before["address"], before["address_complete"]!.GetValue<bool>()), Is.EqualTo(((object?)null, false)));
        Assert.That((refused.Status, half.Status, settings.Json["address_complete"]!.GetValue<bool>()), Is.EqualTo((422, 422, true)));
        Assert.That((send.Status, broadcast["status"]!.ToString()), Is.EqualTo((201, "draft")));
        Assert.That((await api.GetAsync($"/emails/broadcasts/{broadcast["id"]}")).Json["status"]!.ToString(), Is.EqualTo("complete"));
        Assert.That((await api.DeleteAsync($"/emails/broadcasts/{broadcast["id"]}")).Status, Is.EqualTo(422));
    }

    [Test]
    public async Task A_sending_domain_is_made_once_and_verified()
    {
        await using var api = await Api.StartAsync();
        var body = new { emails_domain = new { name = " Example.COM" } };

        var first = await api.PostAsync($"{api.Workspace}/emails/domains", body);
        var second = await api.PostAsync($"{api.Workspace}/emails/domains", body);
        var below = await api.PostAsync($"{api.Workspace}/emails/domains", new { emails_domain = new { name = "a.b.example.com" } });
        var verified = await api.PostAsync($"/emails/domains/{first.Id}/verify");

        Assert.That((first.Status, second.Status, second.Id, below.Status), Is.EqualTo((201, 200, first.Id, 422)));
        Assert.That(
            (
                first.Json["verified"]!.GetValue<bool>(),
                verified.Json["verified"]!.GetValue<bool>(),
                verified.Json["ready_for_sending"]!.GetValue<bool>()
            ),
            Is.EqualTo((false, true, false))
        );
        Assert.That((await api.GetAsync($"{api.Workspace}/emails/addresses")).Text, Does.Contain("no-reply@example.com"));
    }

    [Test]
    public async Task A_discount_ends_and_comes_back()
    {
        await using var api = await Api.StartAsync();
        var made = await api.PostAsync(
            $"{api.Workspace}/discounts",
            new
            {
                discount = new
                {
                    name = "Summer",
                    code = "summer-10",
                    percent = "10",
                },
            }
        );
        var path = $"/discounts/{made.Id}";

        var twin = await api.PostAsync(
            $"{api.Workspace}/discounts",
            new
            {
                discount = new
                {
                    name = "Twin",
                    code = "SUMMER-10",
                    percent = "10",
                },
            }
        );
        var expired = await api.SendAsync("PATCH", path, new { discount = new { expired = true } });
        var frozen = await api.SendAsync("PATCH", path, new { discount = new { name = "Autumn" } });
        var back = await api.SendAsync("PATCH", path, new { discount = new { expired = false } });

        Assert.That(
            (made.Json["code"]!.ToString(), made.Json["active"]!.GetValue<bool>(), twin.Status),
            Is.EqualTo(("SUMMER-10", true, 422))
        );
        Assert.That(
            (expired.Json["expired"]!.GetValue<bool>(), frozen.Status, back.Json["active"]!.GetValue<bool>()),
            Is.EqualTo((true, 422, true))
        );
    }

    [Test]
    public async Task A_contact_is_forgotten()
    {
        await using var api = await Api.StartAsync(contacts: 2);
        var contact = (await api.GetAsync($"{api.Workspace}/contacts")).Ids[0];

        var reply = await api.DeleteAsync($"/contacts/{contact}/gdpr_destroy");

        Assert.That((reply.Status, (await api.GetAsync($"{api.Workspace}/contacts")).Ids.Count), Is.EqualTo((200, 1)));
        Assert.That((await api.GetAsync($"/contacts/{contact}")).Json["email_address"], Is.Null);
    }

    [Test]
    public async Task Reference_data_can_be_read()
    {
        await using var api = await Api.StartAsync();

        Assert.That(
            (await api.GetAsync("/me")).Json["connected_workspace"]!["workspace_id"]!.GetValue<long>(),
            Is.EqualTo(api.Emulator.WorkspaceId)
        );
        Assert.That(
            (await api.GetAsync("/webhooks/outgoing/event_types")).Json.AsArray().Select(type => type!["id"]!.ToString()),
            Does.Contain("orders/invoice.paid")
        );
        Assert.That((await api.GetAsync("/addresses/countries/DE/regions")).Json.AsArray(), Is.Empty);
        Assert.That((await api.GetAsync("/addresses/countries/ZZ")).Error, Is.EqualTo("Not found: No such country: ZZ"));
    }

    [Test]
    public async Task The_site_follows_the_default_theme()
    {
        await using var api = await Api.StartAsync();
        var theme = (await api.GetAsync($"{api.Workspace}/themes")).Json[1]!;

        var reply = await api.PostAsync($"/themes/{theme["id"]}/set_default");

        Assert.That(reply.Status, Is.EqualTo(200));
        Assert.That(
            (await api.GetAsync($"{api.Workspace}/site")).Json["theme_id"]!.GetValue<string>(),
            Is.EqualTo(theme["public_id"]!.GetValue<string>())
        );
    }

    [Test]
    public async Task Pages_stand_in_funnels_with_figures_of_zero()
    {
        await using var api = await Api.StartAsync();
        var funnel = await api.MakeAsync($"{api.Workspace}/funnels", new { funnel = new { name = "Launch" } });
        var page = await api.MakeAsync(
            $"{api.Workspace}/pages",
            new { page = new { name = "Opt In", funnel = new { funnel_id = funnel["id"] } } }
        );

        var split = await api.MakeAsync(
            $"/funnels/{funnel["id"]}/split_test_steps",
            new { split_test_step = new { variants = new[] { new { page_id = page["id"] } } } }
        );
        var structure = (await api.GetAsync($"/funnels/{funnel["id"]}/structure")).Json;
        var plain = (await api.GetAsync($"/funnels/{funnel["id"]}/stats")).Json.AsObject();
        var expanded = (await api.GetAsync($"/funnels/{funnel["id"]}/stats?expand[]=steps")).Json.AsObject();
        var elsewhere = await api.GetAsync($"/funnels/999999999/split_test_steps/{split["id"]}");

        Assert.That((page["type"]!.ToString(), page["current_path"]!.ToString()), Is.EqualTo(("funnel_page", "opt-in")));
        Assert.That(
            structure["steps"]!.AsArray().Select(step => step!["step_type"]!.ToString()),
            Is.EqualTo(new[] { "show_page_step", "split_test_step" })
        );
        Assert.That((plain.ContainsKey("steps"), expanded["steps"]![0]!["views_all"]!.GetValue<int>()), Is.EqualTo((false, 0)));
        Assert.That(
            (await api.GetAsync($"/funnels/{funnel["id"]}/split_test_steps")).Json["split_test_steps"]!.AsArray(),
            Has.Count.EqualTo(1)
        );
        Assert.That(elsewhere.Status, Is.EqualTo(404));
    }

    [Test]
    public void Every_operation_says_how_it_is_served()
    {
        Assert.That(BehaviorCatalog.Operations, Has.Count.EqualTo(Spec.Operations.Count));
        Assert.That(ClickFunnelsEmulator.BehaviorOf("createContactsTagActions"), Is.EqualTo(OperationBehavior.Documented));
        Assert.That(ClickFunnelsEmulator.BehaviorOf("getContactsTagActions"), Is.EqualTo(OperationBehavior.Documented));
        Assert.That(ClickFunnelsEmulator.BehaviorOf("refundOrdersTransactions"), Is.EqualTo(OperationBehavior.Documented));
        Assert.That(ClickFunnelsEmulator.BehaviorOf("createStores"), Is.EqualTo(OperationBehavior.Generic));
        Assert.That(ClickFunnelsEmulator.BehaviorOf("removeImages"), Is.EqualTo(OperationBehavior.Generic));
        TestContext.Out.WriteLine(
            string.Join('\n', BehaviorCatalog.Operations.GroupBy(one => one.Value).Select(group => $"{group.Key}: {group.Count()}"))
        );
        Assert.That(() => ClickFunnelsEmulator.BehaviorOf("nothing"), Throws.TypeOf<KeyNotFoundException>());
    }
}
