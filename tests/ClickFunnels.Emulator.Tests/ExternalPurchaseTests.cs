using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests;

/// <summary>Sales that a commerce provider reports.</summary>
public sealed class ExternalPurchaseTests
{
    private const string Endpoints = "/webhooks/incoming/external_purchase_endpoints";
    private const string Mappings = "/webhooks/incoming/external_purchase_product_mappings";
    private const string Events = "/webhooks/incoming/external_purchase_events";

    private Api _api = null!;

    [SetUp]
    public async Task StartAsync() => _api = await Api.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _api.DisposeAsync();

    [Test]
    public async Task An_endpoint_shows_of_its_secret_only_the_end()
    {
        var endpoint = await EndpointAsync();
        var path = $"{Endpoints}/{endpoint["public_id"]}";

        Assert.That(endpoint["webhook_secret_last_four"], Is.Null);
        Assert.That(endpoint.AsObject().ContainsKey("webhook_secret"), Is.False, "Whop has a secret of its own.");
        Assert.That(endpoint["provider_metadata"]!.ToJsonString(), Is.EqualTo("""{"whop":{}}"""));
        Assert.That(
            endpoint["url"]!.ToString(),
            Is.EqualTo($"https://myworkspace.myclickfunnels.com/webhooks/incoming/external_purchases_webhooks/{endpoint["public_id"]}")
        );

        var stored = await UpdateAsync(path, """{"secret":"ws_MARKER_9876"}""");
        Assert.That(stored.Json["webhook_secret_last_four"]!.ToString(), Is.EqualTo("9876"));
        Assert.That(stored.Text, Does.Not.Contain("MARKER"));
        Assert.That(
            (await UpdateAsync(path, """{"secret":"  ","name":"Other"}""")).Json["webhook_secret_last_four"]!.ToString(),
            Is.EqualTo("9876")
        );
        Assert.That((await UpdateAsync(path, """{"secret":"whsec_1234"}""")).Error, Does.Contain("not a Whop signing secret"));
        Assert.That((await _api.GetAsync(path)).Json["name"]!.ToString(), Is.EqualTo("Other"));
    }

    [Test]
    public async Task Provider_and_mode_of_an_endpoint_are_fixed()
    {
        await _api.DisposeAsync();
        _api = await Api.StartAsync(unrecorded: "fields are sent that the update does not have");
        var path = $"{Endpoints}/{(await EndpointAsync())["id"]}";

        Assert.That(
            (await UpdateAsync(path, """{"live_mode":false}""")).Error,
            Is.EqualTo("Request unprocessable: Live mode cannot be changed")
        );
        Assert.That(
            (await UpdateAsync(path, """{"live_mode":true,"provider":"other"}""")).Json["provider"]!.ToString(),
            Is.EqualTo("whop")
        );
    }

    [Test]
    public async Task A_provider_that_is_not_enabled_is_refused()
    {
        await using var api = await Api.StartAsync(configure: options => options.Settings.ExternalPurchaseProviders.Clear());

        var reply = await api.PostAsync(
            $"{api.Workspace}{Endpoints}",
            """{"webhooks_incoming_external_purchases_endpoint":{"name":"A","provider":"whop","live_mode":true}}"""
        );

        Assert.That((reply.Status, reply.Error), Is.EqualTo((403, "Whop is not enabled for this workspace")));
    }

    [Test]
    public async Task A_mapping_takes_both_kinds_of_ids_and_shows_what_they_name()
    {
        var endpoint = await EndpointAsync();
        var (product, variant, price) = await PriceAsync("one_time");
        var (_, otherVariant, _) = await PriceAsync("one_time");

        var mapping = await MapAsync(endpoint, "plan_1", variant["public_id"]!.ToString(), price["id"]!.GetValue<long>());
        Assert.That(mapping["clickfunnels_product"]!["id"]!.GetValue<long>(), Is.EqualTo(product["id"]!.GetValue<long>()));
        Assert.That(mapping["clickfunnels_variant"]!["id"]!.GetValue<long>(), Is.EqualTo(variant["id"]!.GetValue<long>()));
        Assert.That(mapping["clickfunnels_price"]!["amount"]!.ToString(), Is.EqualTo("12.50"));
        Assert.That(mapping["clickfunnels_price"]!["currency"]!.ToString(), Is.EqualTo("usd"));

        var path = $"{Endpoints}/{endpoint["id"]}/product_mappings";
        Assert.That(
            (await _api.PostAsync(path, Mapping("plan_1", variant["id"]!.GetValue<long>(), price["id"]!.GetValue<long>()))).Error,
            Does.Contain("already been taken")
        );
        Assert.That(
            (await _api.PostAsync(path, Mapping("plan_2", otherVariant["id"]!.GetValue<long>(), price["id"]!.GetValue<long>()))).Error,
            Does.Contain("same product")
        );
        Assert.That((await _api.PostAsync(path, Mapping("plan_2", variant["id"]!.GetValue<long>(), 999_999))).Status, Is.EqualTo(404));
        var renamed = await _api.SendAsync(
            "PATCH",
            $"{Mappings}/{mapping["id"]}",
            """{"external_purchase_product_mapping":{"external_product_sku":"plan_9"}}"""
        );
        Assert.That(renamed.Json["external_product_sku"]!.ToString(), Is.EqualTo("plan_9"));
        Assert.That((await _api.GetAsync(path)).Ids, Is.EqualTo(new[] { mapping["id"]!.GetValue<long>() }));
        Assert.That((await _api.DeleteAsync($"{Mappings}/{mapping["id"]}")).Status, Is.EqualTo(204));
        Assert.That((await _api.GetAsync(path)).Ids, Is.Empty);
    }

    [Test]
    public async Task A_payment_makes_an_order_at_the_price_of_the_mapping()
    {
        var endpoint = await EndpointAsync();
        var (_, variant, price) = await PriceAsync("one_time");
        await MapAsync(endpoint, "plan_1", variant["id"]!.GetValue<long>(), price["id"]!.GetValue<long>());

        Assert.That(Receive(endpoint, new("payment.succeeded") { ProductSku = "unmapped", BuyerEmail = "a@b.example" }), Is.Null);
        Assert.That(Receive(endpoint, new("course.completed")), Is.Null);
        Assert.That((await _api.GetAsync($"{Endpoints}/{endpoint["id"]}/events")).Ids, Is.Empty);

        var id = Receive(
            endpoint,
            new("payment.succeeded")
            {
                ProductSku = "plan_1",
                PaymentId = "pay_1",
                BuyerEmail = "new.buyer@example.com",
                Payload = new JsonObject { ["data"] = new JsonObject { ["amount"] = 99 } },
            }
        );

        var received = (await _api.GetAsync($"{Events}/{id}")).Json;
        Assert.That(received["payload"]!.ToJsonString(), Is.EqualTo("""{"data":{"amount":99}}"""));
        var listed = (await _api.GetAsync($"{Endpoints}/{endpoint["id"]}/events?filter[event_type]=payment.succeeded")).Json[0]!.AsObject();
        Assert.That(listed.ContainsKey("payload"), Is.False);
        var order = (await _api.GetAsync($"/orders/{received["order_id"]}")).Json;
        Assert.That(order["total_amount"]!.ToString(), Is.EqualTo("12.50"), "The amount of the provider is not read.");
        Assert.That(order["contact"]!["email_address"]!.ToString(), Is.EqualTo("new.buyer@example.com"));
        Assert.That((order["billing_status"]!.ToString(), order["service_status"]!.ToString()), Is.EqualTo(("paid", "completed")));
        Assert.That(order["notes"]!.ToString(), Does.Contain("payment.succeeded"));
        Assert.That((await _api.DeleteAsync($"{Endpoints}/{endpoint["id"]}")).Status, Is.EqualTo(422), "An endpoint with events stays.");
    }

    [Test]
    public async Task A_refund_counts_when_it_succeeded_and_is_taken_back_when_it_fails()
    {
        var endpoint = await EndpointAsync();
        var order = await BuyAsync(endpoint, "one_time");

        Receive(
            endpoint,
            new("refund.created")
            {
                PaymentId = "pay_1",
                CaseId = "r1",
                Status = "pending",
            }
        );
        Assert.That(await InvoiceStatusesAsync(order), Is.EqualTo(new[] { "paid" }));
        Receive(
            endpoint,
            new("refund.updated")
            {
                PaymentId = "pay_1",
                CaseId = "r1",
                Status = "succeeded",
            }
        );
        Assert.That(await InvoiceStatusesAsync(order), Is.EqualTo(new[] { "refunded" }));
        Receive(
            endpoint,
            new("refund.updated")
            {
                PaymentId = "pay_1",
                CaseId = "r2",
                Status = "failed",
            }
        );
        Assert.That(await InvoiceStatusesAsync(order), Is.EqualTo(new[] { "refunded" }), "Another refund");
        Receive(
            endpoint,
            new("refund.updated")
            {
                PaymentId = "pay_1",
                CaseId = "r1",
                Status = "failed",
            }
        );
        Assert.That(await InvoiceStatusesAsync(order), Is.EqualTo(new[] { "paid" }));

        Assert.That(
            await SkippedAsync(endpoint),
            Is.EqualTo(new[] { "The refund is not decided.", "The invoice is refunded and is left as it is." })
        );
    }

    [Test]
    public async Task A_lost_dispute_ends_the_subscription_until_it_is_won()
    {
        var endpoint = await EndpointAsync();
        var order = await BuyAsync(endpoint, "subscription");

        Receive(
            endpoint,
            new("dispute.created")
            {
                PaymentId = "pay_1",
                CaseId = "d1",
                Status = "open",
            }
        );
        Receive(
            endpoint,
            new("dispute.updated")
            {
                PaymentId = "pay_1",
                CaseId = "d1",
                Status = "lost",
            }
        );
        Assert.That(await InvoiceStatusesAsync(order), Is.EqualTo(new[] { "disputed" }));
        Assert.That(await ServiceAsync(order), Is.EqualTo("churned"));
        Receive(
            endpoint,
            new("dispute.updated")
            {
                PaymentId = "pay_1",
                CaseId = "d1",
                Status = "won",
            }
        );
        Assert.That(await InvoiceStatusesAsync(order), Is.EqualTo(new[] { "paid" }));
        Assert.That(await ServiceAsync(order), Is.EqualTo("active"));

        Receive(
            endpoint,
            new("dispute.updated")
            {
                PaymentId = "pay_1",
                CaseId = "d2",
                Status = "lost",
            }
        );
        Receive(endpoint, new("membership.deactivated") { SubscriptionId = "mem_1" });
        Receive(
            endpoint,
            new("dispute.updated")
            {
                PaymentId = "pay_1",
                CaseId = "d2",
                Status = "won",
            }
        );
        Assert.That(await InvoiceStatusesAsync(order), Is.EqualTo(new[] { "paid" }));
        Assert.That(await ServiceAsync(order), Is.EqualTo("churned"), "It was canceled in between.");
    }

    [Test]
    public async Task A_membership_changes_its_subscription()
    {
        var endpoint = await EndpointAsync();
        var order = await BuyAsync(endpoint, "subscription");

        Receive(endpoint, new("payment.failed") { SubscriptionId = "mem_1", PaymentId = "pay_2" });
        Assert.That((await _api.GetAsync($"/orders/{order}")).Json["billing_status"]!.ToString(), Is.EqualTo("unpaid"));
        Assert.That(await InvoiceStatusesAsync(order), Is.EquivalentTo(new[] { "paid", "past-due" }));
        Receive(endpoint, new("membership.cancel_at_period_end_changed") { SubscriptionId = "mem_1", CancelsAtPeriodEnd = true });
        Assert.That((await _api.GetAsync($"/orders/{order}")).Json["canceled_at"], Is.Not.Null);
        Assert.That(await ServiceAsync(order), Is.EqualTo("active"));
        Receive(endpoint, new("membership.cancel_at_period_end_changed") { SubscriptionId = "mem_1" });
        Assert.That((await _api.GetAsync($"/orders/{order}")).Json["canceled_at"], Is.Null);
        Receive(endpoint, new("membership.deactivated") { SubscriptionId = "mem_1" });
        Assert.That(await ServiceAsync(order), Is.EqualTo("churned"));
        Receive(endpoint, new("membership.activated") { SubscriptionId = "mem_1" });
        Assert.That(await ServiceAsync(order), Is.EqualTo("active"));

        Receive(endpoint, new("membership.activated") { SubscriptionId = "mem_9" });
        var unknown = (await _api.GetAsync($"{Endpoints}/{endpoint["id"]}/events?filter[processing_status]=processing_skipped")).Json[0]!;
        Assert.That(unknown["order_id"], Is.Null);
        Assert.That(unknown["processing_errors"]!.ToString(), Is.EqualTo("No subscription belongs to the event."));
    }

    [Test]
    public void An_endpoint_that_does_not_exist_receives_nothing() =>
        Assert.That(
            () => _api.Emulator.ReceiveExternalPurchase(1, new ExternalPurchaseReport("payment.failed")),
            Throws.ArgumentException.With.Message.Contains("endpoint 1")
        );

    private long? Receive(JsonNode endpoint, ExternalPurchaseReport report) =>
        _api.Emulator.ReceiveExternalPurchase(endpoint["id"]!.GetValue<long>(), report);

    private Task<JsonNode> EndpointAsync() =>
        _api.MakeAsync(
            $"{_api.Workspace}{Endpoints}",
            """{"webhooks_incoming_external_purchases_endpoint":{"name":"Sales","provider":"whop","live_mode":true}}"""
        );

    private Task<Reply> UpdateAsync(string path, string changes) =>
        _api.SendAsync("PATCH", path, $$"""{"webhooks_incoming_external_purchases_endpoint":{{changes}} }""");

    private async Task<(JsonNode Product, JsonNode Variant, JsonNode Price)> PriceAsync(string type)
    {
        var product = await _api.MakeAsync($"{_api.Workspace}/products", new { product = new { name = "Course" } });
        var variant = (await _api.GetAsync($"/products/variants/{product["default_variant_id"]}")).Json;
        var interval = type == "one_time" ? "" : ""","interval":"months","interval_count":1""";
        var price = await _api.MakeAsync(
            $"/products/variants/{variant["id"]}/prices",
            $$$"""{"products_price":{"amount":"12.50","payment_type":"{{{type}}}"{{{interval}}}}}"""
        );
        return (product, variant, price);
    }

    private static string Mapping(string sku, object variant, long price) =>
        new JsonObject
        {
            ["external_purchase_product_mapping"] = new JsonObject
            {
                ["external_product_sku"] = sku,
                ["products_variant_id"] = JsonValue.Create(variant),
                ["products_price_id"] = price,
            },
        }.ToJsonString();

    private Task<JsonNode> MapAsync(JsonNode endpoint, string sku, object variant, long price) =>
        _api.MakeAsync($"{Endpoints}/{endpoint["id"]}/product_mappings", Mapping(sku, variant, price));

    private async Task<long> BuyAsync(JsonNode endpoint, string type)
    {
        var (_, variant, price) = await PriceAsync(type);
        await MapAsync(endpoint, "plan_1", variant["id"]!.GetValue<long>(), price["id"]!.GetValue<long>());
        var id = Receive(
            endpoint,
            new("payment.succeeded")
            {
                ProductSku = "plan_1",
                SubscriptionId = "mem_1",
                PaymentId = "pay_1",
                BuyerEmail = "buyer@example.com",
            }
        );
        return (await _api.GetAsync($"{Events}/{id}")).Json["order_id"]!.GetValue<long>();
    }

    private async Task<IEnumerable<string>> InvoiceStatusesAsync(long order) =>
        (await _api.GetAsync($"/orders/{order}/invoices")).Json.AsArray().Select(invoice => invoice!["status"]!.ToString());

    private async Task<string> ServiceAsync(long order) => (await _api.GetAsync($"/orders/{order}")).Json["service_status"]!.ToString();

    private async Task<IEnumerable<string>> SkippedAsync(JsonNode endpoint) =>
        (await _api.GetAsync($"{Endpoints}/{endpoint["id"]}/events?filter[processing_status]=processing_skipped"))
            .Json.AsArray()
            .Select(one => one!["processing_errors"]!.ToString());
}
