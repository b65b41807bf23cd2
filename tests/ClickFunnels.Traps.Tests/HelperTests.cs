using Newtonsoft.Json.Linq;

namespace ClickFunnels.Traps.Tests;

/// <summary>Methods that do the right thing for the caller, with one or several requests.</summary>
public sealed class HelperTests
{
    private static readonly PollingOptions AtOnce = new() { FirstDelay = TimeSpan.Zero };

    private readonly FakeService _service = new() { CheckRequiredFields = true };

    [TestCase(200)]
    [TestCase(202)]
    [Trap(10, Protection.Handled)]
    public async Task A_move_ends_when_the_order_shows_it(int status)
    {
        var old = DateTimeOffset.UtcNow.AddDays(10);
        var wanted = old.AddDays(30);

        // Without a confirmation, any other date is the change; with one, only the wanted date is, in whole seconds.
        var shown = status == 200 ? wanted.AddMilliseconds(-wanted.Millisecond) : wanted.AddDays(1);
        var between = status == 200 ? wanted.AddDays(1) : old.AddMilliseconds(-old.Millisecond);
        _service.Respond(200, Order(old)).Respond(status, Order(old));
        _service.Respond(200, Order(old)).Respond(200, Order(between)).Respond(200, Order(shown));
        using var client = _service.Client();

        var change = await client.Orders.MoveScheduleAsync(7, ScheduleMove.Renewal(wanted));
        Assert.That(change.IsConfirmed, Is.EqualTo(status == 200));
        var order = await change.WaitAsync(AtOnce);

        Assert.That(order.RenewalAt?.ToUnixTimeSeconds(), Is.EqualTo(shown.ToUnixTimeSeconds()));
        Assert.That(
            _service.Sent.Select(static request => request.Method),
            Is.EqualTo(new[] { "GET", "PUT", "GET", "GET", "GET" }),
            "The move is sent once."
        );
        Assert.That(
            ((JObject)_service.Sent[1].Json["order"]!).Properties().Select(static field => field.Name),
            Is.EqualTo(new[] { "renewal_at" })
        );
        _service.AllResponsesWereUsed();
    }

    [Test]
    [Trap(10, Protection.Handled)]
    public async Task A_move_without_confirmation_ends_when_an_order_without_a_date_gets_one()
    {
        const string Bare = """{"id":7,"renewal_at":null}""";
        var wanted = DateTimeOffset.UtcNow.AddDays(30);
        _service.Respond(200, Bare).Respond(202, Bare).Respond(200, Bare).Respond(200, Order(wanted));
        using var client = _service.Client();

        var change = await client.Orders.MoveScheduleAsync(7, ScheduleMove.Renewal(wanted));
        var order = await change.WaitAsync(AtOnce);

        Assert.That(order.RenewalAt, Is.Not.Null);
        _service.AllResponsesWereUsed();
    }

    [Test]
    [Trap(10, Protection.Handled)]
    public void A_move_whose_response_was_lost_is_not_sent_again()
    {
        _service.Respond(200, Order(DateTimeOffset.UtcNow)).Fail(new HttpRequestException(HttpRequestError.ResponseEnded));
        using var client = _service.Client();

        Assert.That(
            () => client.Orders.MoveScheduleAsync(7, ScheduleMove.Both(DateTimeOffset.UtcNow.AddDays(9))),
            Throws.InstanceOf<ApiException>().With.Property(nameof(ApiException.MayHaveBeenCarriedOut)).True
        );
        Assert.That(_service.Sent.Count(static request => request.Method == "PUT"), Is.EqualTo(1));
    }

    [Test]
    [Trap(14, Protection.Helper)]
    public async Task A_new_price_is_like_the_old_one_which_is_archived()
    {
        const string Old = """
            {"id":7,"variant_id":3,"name":"Monthly","amount":"29.00","cost":"1.5","currency":"EUR","duration":null,"interval":"months",
            "interval_count":2,"trial_interval":"days","trial_duration":14,"trial_amount":"1.00","setup_amount":"5.00","self_cancel":true,
            "payment_type":"subscription","visible":true,"compare_at_amount":"39.00","key":"monthly","archived":false}
            """;
        _service.Respond(200, Old).Respond(201, """{"id":8}""").Respond(200, """{"id":7}""");
        using var client = _service.Client();

        var price = await client.Products.Prices.RepriceAsync(7, 35.00m, static change => change.Name = "Every two months");

        Assert.That(price.Id, Is.EqualTo(8));
        Assert.That(_service.Sent[1].Url, Does.EndWith("/products/variants/3/prices"));
        Assert.That(
            JToken.DeepEquals(
                _service.Sent[1].Json["products_price"],
                JObject.Parse(
                    """
                    {"name":"Every two months","amount":"35.00","cost":"1.5","interval":"months","interval_count":2,"trial_interval":"days",
                    "trial_duration":14,"trial_amount":"1.00","setup_amount":"5.00","self_cancel":true,"payment_type":"subscription",
                    "compare_at_amount":"39.00"}
                    """
                )
            ),
            Is.True,
            _service.Sent[1].Body
        );
        Assert.That(
            (_service.Sent[2].Method, _service.Sent[2].Body),
            Is.EqualTo(("PUT", """{"products_price":{"archived":true,"visible":false}}"""))
        );
    }

    [Test]
    [Trap(20, Protection.Helper)]
    public async Task A_discount_ends_by_its_own_field()
    {
        using var client = _service.Respond(200, """{"id":7}""").Client();

        await client.Discounts.ExpireAsync(7);

        Assert.That(_service.Only.Body, Is.EqualTo("""{"discount":{"expired":true}}"""));
    }

    [TestCase(200, false, Description = "the change succeeds")]
    [TestCase(422, false, Description = "the change is refused")]
    [TestCase(200, true, Description = "canceled while the change is in progress")]
    [Trap(21, Protection.Helper)]
    public async Task An_expired_discount_is_changed_and_ends_again(int status, bool isCanceled)
    {
        using var cancellation = new CancellationTokenSource();
        _service.Respond(200, """{"id":7}""");
        _service.Respond(_ =>
        {
            if (isCanceled)
            {
                cancellation.Cancel();
            }

            return FakeService.Response(status, status == 200 ? """{"id":7}""" : """{"error":"Request unprocessable: no"}""");
        });
        _service.Respond(200, """{"id":7,"name":"Autumn"}""");
        using var client = _service.Client();

        var change = client.Discounts.UpdateExpiredAsync(7, new DiscountUpdate { Name = "Autumn" }, cancellation.Token);
        try
        {
            Assert.That((await change).Name, Is.EqualTo("Autumn"));
        }
        catch (ApiValidationException) when (status == 422) { }
        catch (OperationCanceledException) when (isCanceled) { }

        Assert.That(
            _service.Sent.Select(static request => request.Body),
            Is.EqualTo(
                new[] { """{"discount":{"expired":false}}""", """{"discount":{"name":"Autumn"}}""", """{"discount":{"expired":true}}""" }
            )
        );
    }

    [Test]
    [Trap(21, Protection.Helper)]
    public void A_discount_that_may_have_been_reactivated_ends_again()
    {
        // The first request and its repetitions are lost; the last one ends the discount.
        for (var attempt = 0; attempt <= new ClickFunnelsClientOptions().MaxRetries; attempt++)
        {
            _service.Fail(new HttpRequestException(HttpRequestError.ResponseEnded));
        }

        _service.Always(200, """{"id":7}""");
        using var client = _service.Client();

        Assert.That(() => client.Discounts.UpdateExpiredAsync(7, new() { Name = "Autumn" }), Throws.InstanceOf<ApiConnectionException>());
        Assert.That(_service.Sent[^1].Body, Is.EqualTo("""{"discount":{"expired":true}}"""));
    }

    [Test]
    [Trap(21, Protection.Helper)]
    public void A_discount_that_cannot_be_reactivated_stays_as_it_is()
    {
        using var client = _service.Respond(422, """{"error":"Request unprocessable: was redeemed"}""").Client();

        Assert.That(() => client.Discounts.UpdateExpiredAsync(7, new() { Name = "Autumn" }), Throws.TypeOf<ApiValidationException>());
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [TestCase("notSetup")]
    [TestCase("notDefined")]
    [TestCase("a state of the future")]
    [Trap(26, Protection.Helper)]
    public void A_workflow_with_an_incomplete_step_is_not_enabled(string state)
    {
        using var client = _service
            .Respond(200, $$"""[{"id":1,"state":"active"}]""", FakeService.Json, ("Pagination-Next", "1"))
            .Respond(200, $$"""[{"id":2,"state":"{{state}}"}]""")
            .Client();

        Assert.That(() => client.Workflows.EnableWhenSetUpAsync(5), Throws.InvalidOperationException.With.Message.Contains("the steps 2 "));
        Assert.That(_service.Sent.Select(static request => request.Method), Is.All.EqualTo("GET"));
    }

    [Test]
    [Trap(26, Protection.Helper)]
    public async Task A_workflow_whose_steps_are_complete_is_enabled()
    {
        using var client = _service.Respond(200, """[{"id":1,"state":"active"},{"id":2}]""").Respond(200, """{"id":5}""").Client();

        Assert.That((await client.Workflows.EnableWhenSetUpAsync(5)).Id, Is.EqualTo(5));
        Assert.That(_service.Sent[1].Url, Does.EndWith("/workflows/5/enable"));
    }

    [Test]
    [Trap(43, Protection.Helper)]
    public async Task A_post_becomes_public_with_its_date()
    {
        using var client = _service.Respond(200, """{"id":7}""").Client();
        var update = new BlogPostUpdate();

        update.Publish(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        await client.Blogs.Posts.UpdateAsync(7, update);

        Assert.That(
            _service.Only.Body,
            Does.Contain("\"visibility\":\"public\"").And.Contain("\"published_at\":\"2026-01-02T03:04:05.000Z\"")
        );
    }

    [Test]
    [Trap(46, Protection.Helper)]
    public async Task Only_addresses_that_can_send_are_usable()
    {
        using var client = _service
            .Respond(
                200,
                """
                [{"id":1,"usable_as_sender":false,"is_workspace_default":true},{"id":2,"usable_as_sender":true},{"id":3}]
                """
            )
            .Client();

        var usable = await client.Emails.SenderAddresses.ListUsableAsync();

        Assert.That(usable.Select(static address => address.Id), Is.EqualTo(new[] { 2 }));
    }

    [Test]
    [Trap(49, Protection.Helper)]
    public async Task A_mailing_address_is_checked()
    {
        using var client = _service
            .Respond(200, """{"address_complete":false}""")
            .Respond(200, """{"address_complete":true,"name":"Acme"}""")
            .Client();

        await Assert.ThatAsync(
            () => client.Emails.Settings.RequireMailingAddressAsync(),
            Throws.InvalidOperationException.With.Message.Contains("Emails.Settings.UpdateAsync")
        );
        Assert.That((await client.Emails.Settings.RequireMailingAddressAsync()).AddressComplete, Is.True);
    }

    [Test]
    [Trap(57, Protection.Helper)]
    public async Task An_opportunity_that_opens_again_is_not_closed()
    {
        using var client = _service.Respond(200, """{"id":7}""").Client();
        var update = new SalesOpportunityUpdate();

        update.Reopen(3);
        await client.Sales.Opportunities.UpdateAsync(7, update);

        var sent = (JObject)_service.Only.Json.Properties().Single().Value;
        Assert.That(sent.Properties().Select(static field => field.Name), Is.EquivalentTo(new[] { "pipelines_stage_id", "closed_at" }));
        Assert.That((sent["closed_at"]!.Type, (long)sent["pipelines_stage_id"]!), Is.EqualTo((JTokenType.Null, 3)));
    }

    [Test]
    [Trap(59, Protection.Helper)]
    public async Task A_split_comes_with_the_structure_after_it()
    {
        const string Structure = """{"id":7}""";
        _service.Always(request =>
            Task.FromResult(FakeService.Response(200, request.Method == HttpMethod.Get ? Structure : """{"id":3}"""))
        );
        using var client = _service.Client();

        await client.Funnels.SplitAsync(7, ClientCalls.Read<FunnelSplitTestStepCreate>("""{"variants":[],"show_page_step_id":1}"""));
        await client.Funnels.SplitAsync(
            7,
            ClientCalls.Read<FunnelConditionalSplitStepCreate>("""{"condition":{"filter_id":"Rk2m"},"branches":[],"show_page_step_id":1}""")
        );

        Assert.That(
            _service.Sent.Select(static request => request.Method + " " + request.Url.Split('/')[^1]),
            Is.EqualTo(new[] { "POST split_test_steps", "GET structure", "POST conditional_split_steps", "GET structure" })
        );
    }

    [Test]
    [Trap(67, Protection.Helper)]
    public void The_webhook_of_the_provider_needs_all_events() =>
        Assert.That(
            WhopWebhooks.RequiredEvents,
            Is.Unique.And.Count.EqualTo(9).And.Contains("membership.cancel_at_period_end_changed").And.Contains("refund.updated")
        );

    [Test]
    [Trap(68, Protection.Helper)]
    public async Task Plans_without_a_mapping_are_found_over_all_pages()
    {
        using var client = _service
            .Respond(200, """[{"id":1,"external_product_sku":"plan_a"}]""", FakeService.Json, ("Pagination-Next", "1"))
            .Respond(200, """[{"id":2,"external_product_sku":"plan_b"}]""")
            .Client();

        var unmapped = await client.ExternalPurchases.ProductMappings.FindUnmappedAsync(9, ["plan_b", "plan_c", "plan_c", "Plan_a"]);

        Assert.That(unmapped, Is.EqualTo(new[] { "plan_c", "Plan_a" }));
    }

    [Test]
    public async Task A_count_of_statistics_is_a_bound_when_the_service_stopped_counting()
    {
        using var client = _service
            .Respond(200, """{"stats":{"count":31}}""")
            .Respond(200, """{"stats":{"count":100000,"count_capped_at":100000}}""")
            .Respond(200, """{"stats":{}}""")
            .Client();

        var counts = new List<BoundedCount>();
        for (var index = 0; index < 3; index++)
        {
            counts.Add((await client.Workspaces.GetStatsAsync()).Stats!.BoundedCount);
        }

        Assert.That(counts, Is.EqualTo(new[] { BoundedCount.Exact(31), BoundedCount.AtLeast(100000), BoundedCount.Unavailable() }));
    }

    private static string Order(DateTimeOffset renewal) =>
        new JObject { ["id"] = 7, ["renewal_at"] = renewal.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null) }.ToString();
}
