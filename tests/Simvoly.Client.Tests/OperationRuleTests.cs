using Newtonsoft.Json.Linq;

namespace Simvoly.Tests;

/// <summary>The rules of single operations: what is repeated, written and refused.</summary>
public sealed class OperationRuleTests
{
    private readonly FakeService _service = new() { CheckRequiredFields = true };

    [TearDown]
    public void Dispose() => _service.Dispose();

    [Test]
    public async Task A_contact_is_created_or_updated_and_repeated_after_a_lost_response()
    {
        _service.Fail(new HttpRequestException("lost", new IOException())).Respond(200, """{"id":7,"email":"ada@example.com"}""");
        using var client = _service.Client();

        var contact = await client.Contacts.UpsertAsync(new ContactInput { Email = "ada@example.com" });

        Assert.That(contact.Id, Is.EqualTo(7));
        Assert.That(_service.Sent.Select(static request => request.Body), Is.All.EqualTo("""{"email":"ada@example.com"}"""));
        Assert.That(_service.Sent, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_member_is_not_created_twice()
    {
        _service.Fail(new HttpRequestException("lost", new IOException()));
        using var client = _service.Client();

        Assert.That(
            () => client.Members.CreateAsync(new MemberInput { Name = "Ada", Email = "ada@example.com" }),
            Throws.TypeOf<ApiConnectionException>().With.Property("IsSafeToRepeat").False
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_product_with_an_address_is_created_once()
    {
        _service.Respond(502, "<html>", "text/html").Respond(200, """{"id":9}""");
        using var client = _service.Client();
        var product = new ProductInput
        {
            Type = ProductType.Physical,
            Title = "Lamp",
            Url = "lamp",
        };
        var options = new ProductsCreateOptions { Headers = { ["X-Trace"] = "1" } };

        await client.Products.UpsertByUrlAsync(product, options);

        Assert.That(_service.Sent.Select(static request => request.Query), Is.All.EqualTo("?update_existing_product_by_url=true"));
        Assert.That(_service.Sent[1].Headers["X-Trace"], Is.EqualTo("1"));
        Assert.That(options.UpdateExistingProductByUrl, Is.Null, "The options of the caller stay as they are.");
        Assert.That(
            () => client.Products.UpsertByUrlAsync(new ProductInput { Type = ProductType.Physical, Title = "Lamp" }),
            Throws.ArgumentException.With.Message.Contains("Url")
        );
    }

    [Test]
    public void A_product_without_a_key_is_not_created_twice()
    {
        _service.Respond(502, "<html>", "text/html");
        using var client = _service.Client();

        Assert.That(
            () => client.Products.CreateAsync(new ProductInput { Type = ProductType.Physical, Title = "Lamp" }),
            Throws.TypeOf<ApiServerException>()
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [TestCase("shipped")]
    [TestCase("SHIPPED")]
    [TestCase("Shipped")]
    public async Task The_status_that_was_read_can_be_written_back(string text)
    {
        _service.Respond(200, """{"id":7,"status":"shipped"}""").Always(200, """{"id":7,"status":"shipped"}""");
        using var client = _service.Client();
        var order = await client.Orders.GetAsync(7);

        await client.Orders.UpdateAsync(7, new OrderUpdate { Status = order.Status });
        await client.Orders.UpdateAsync(7, new OrderUpdate { Status = text });
        await client.Orders.UpdateAsync(7, new OrderUpdate { Status = OrderStatus.Shipped });

        Assert.That(order.Status, Is.EqualTo(OrderStatus.Shipped));
        Assert.That(_service.Sent.Skip(1).Select(static request => request.Body), Is.All.EqualTo("""{"status":"SHIPPED"}"""));
        Assert.That(
            Newtonsoft.Json.JsonConvert.DeserializeObject<OrderUpdate>("""{"status":"SHIPPED"}""")!.Status,
            Is.EqualTo(OrderStatus.Shipped)
        );
    }

    [Test]
    public async Task A_point_in_time_is_seconds_in_records_and_in_queries()
    {
        _service.Respond(200, """{"totalCount":0,"limit":30,"skip":0,"items":[]}""");
        using var client = _service.Client();

        await client
            .Contacts.ListAsync(new ContactsListOptions { CreatedAtMin = new DateTimeOffset(2025, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)) })
            .ToListAsync();

        Assert.That(_service.Only.Query, Is.EqualTo("?created_at_min=1735689600&skip=0"));
    }

    [TestCase("1735689600", "2025-01-01T00:00:00Z")]
    [TestCase("\"1735689600\"", "2025-01-01T00:00:00Z")]
    [TestCase("0", "1970-01-01T00:00:00Z")]
    [TestCase("-1", "1969-12-31T23:59:59Z")]
    [TestCase("253402300799", "9999-12-31T23:59:59Z")]
    [TestCase("null", null)]
    [TestCase("1735689600000", null)]
    [TestCase("1735689600.5", null)]
    [TestCase("\"yesterday\"", null)]
    public void A_point_in_time_keeps_its_form_in_both_serializers(string json, string? expected)
    {
        var text = $$"""{"id":7,"created":{{json}}}""";
        var orders = (Order[])
            [Newtonsoft.Json.JsonConvert.DeserializeObject<Order>(text)!, System.Text.Json.JsonSerializer.Deserialize<Order>(text)!];

        Assert.That(
            orders.Select(static order => order.Created),
            Is.All.EqualTo(expected is null ? null : DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture))
        );
        var written = expected is null ? text : text.Replace("\"1735689600\"", "1735689600", StringComparison.Ordinal);
        Assert.That(orders.Select(static order => order.ToJson()), Is.All.EqualTo(written));
    }

    [TestCase("49", "49")]
    [TestCase("49.90", "49.90")]
    [TestCase("0.1", "0.1")]
    [TestCase("79228162514264337593543950335", "79228162514264337593543950335")]
    public async Task A_price_keeps_its_digits(string json, string written)
    {
        _service.Respond(200, $$"""{"id":7,"variants":[{"price":{{json}}}]}""");
        using var client = _service.Client();

        var product = await client.Products.GetAsync(7);

        Assert.That(product.Variants![0].ToJson(), Is.EqualTo($$"""{"price":{{written}}}"""));
    }

    [Test]
    public async Task A_deletion_returns_what_the_service_says_and_succeeds_when_its_response_was_lost()
    {
        _service
            .Respond(200, """{"success":true,"message":""}""")
            .Fail(new HttpRequestException("lost", new IOException()))
            .Respond(404, """{"success":false,"message":"There is no such record."}""");
        using var client = _service.Client();

        var first = await client.Contacts.DeleteAsync(7);
        var second = await client.Webhooks.DeleteAsync("rh_1");

        Assert.That(first.Success, Is.True);
        Assert.That(second, Is.Not.Null);
        Assert.That(_service.Sent[1].Url, Does.EndWith("/webhooks/rh_1"));
    }

    [TestCase(400, typeof(ApiBadRequestException))]
    [TestCase(401, typeof(ApiUnauthorizedException))]
    [TestCase(404, typeof(ApiNotFoundException))]
    [TestCase(422, typeof(ApiValidationException))]
    [TestCase(500, typeof(ApiServerException))]
    public async Task An_error_has_its_message_and_the_log_has_it_not(int status, Type type)
    {
        _service.Always(status, """{"success":false,"message":"Ada is unknown."}""");
        using var client = _service.Client(static options => options.MaxRetries = 0);

        var error = (await Assert.ThrowsAsync(type, () => client.Contacts.GetAsync(7)))!;

        Assert.That(((ApiStatusException)error).Errors, Is.EqualTo(new[] { new ApiError(null, "Ada is unknown.") }));
        Assert.That(error.Message, Does.Not.Contain("Ada"));
    }

    [Test]
    public async Task A_search_without_a_result_returns_null()
    {
        _service.Respond(200, """{"id":7}""").Respond(404, """{"success":false,"message":"x"}""").Respond(404, "").Respond(500, "{}");
        using var client = _service.Client(static options => options.MaxRetries = 0);

        Assert.That((await client.Contacts.FindByEmailAsync("ada+1@example.com"))!.Id, Is.EqualTo(7));
        Assert.That(await client.Contacts.FindByEmailAsync("b@example.com"), Is.Null);
        Assert.That(await client.Members.FindByEmailAsync("b@example.com"), Is.Null);
        Assert.That(() => client.Members.FindByEmailAsync("b@example.com"), Throws.TypeOf<ApiServerException>());
        Assert.That(() => client.Members.FindByEmailAsync(" "), Throws.ArgumentException);
        Assert.That(_service.Sent[0].Query, Is.EqualTo("?email=ada%2B1%40example.com"));
    }

    [Test]
    public async Task A_session_has_an_address_to_redirect_to_and_shows_no_token()
    {
        _service.Respond(
            200,
            """{"token":"t-MARKER","accessUrl":"https://example.com/sso?t=t-MARKER","createdAt":1735689600,"expiresAt":1735690500}"""
        );
        using var client = _service.Client();

        var session = await client.Members.StartSessionAsync(new MemberSessionCreate { Email = "ada@example.com", Path = "/course" });

        Assert.That(session.AccessUrl, Does.StartWith("https://example.com/"));
        Assert.That(session.ExpiresAt - session.CreatedAt, Is.EqualTo(TimeSpan.FromMinutes(15)));
        Assert.That(session.ToString(), Is.EqualTo("MemberSession"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("/sso?t=t-MARKER")]
    [TestCase("//example.com/sso?t=t-MARKER")]
    [TestCase("http://example.com/sso?t=t-MARKER")]
    [TestCase("http://127.0.0.1/sso?t=t-MARKER")]
    [TestCase("javascript:alert('t-MARKER')")]
    [TestCase("data:text/html,t-MARKER")]
    [TestCase("file:///t-MARKER")]
    [TestCase("https://user:t-MARKER@example.com/")]
    public void A_session_without_a_safe_address_is_refused(string? accessUrl)
    {
        _service.Respond(200, new JObject { ["token"] = "t-MARKER", ["accessUrl"] = accessUrl }.ToString());
        using var client = _service.Client();

        Assert.That(
            () => client.Members.StartSessionAsync(new MemberSessionCreate { Email = "ada@example.com" }),
            Throws.TypeOf<ApiResponseException>().With.Message.Contains("accessUrl").And.Message.Not.Contains("MARKER")
        );
    }

    [Test]
    public async Task A_test_server_may_use_plain_http()
    {
        _service.Always(200, """{"accessUrl":"http://127.0.0.1:5000/sso"}""");
        using var bySite = _service.Client(static options => options.Site = "http://127.0.0.1:5000/api/site");
        using var byAddress = _service.Client(static options => options.BaseAddress = new Uri("http://127.0.0.1:5000"));

        foreach (var client in (SimvolyClient[])[bySite, byAddress])
        {
            var session = await client.Members.StartSessionAsync(new MemberSessionCreate { Email = "ada@example.com" });
            Assert.That(session.AccessUrl, Is.EqualTo("http://127.0.0.1:5000/sso"));
        }
    }

    [Test]
    public void Required_fields_are_checked_before_anything_is_sent()
    {
        using var client = _service.Client();

        Assert.That(
            () => client.Contacts.UpsertAsync(new ContactInput { Name = "Ada" }),
            Throws.ArgumentException.With.Message.Contains("email")
        );
        Assert.That(
            () => client.Webhooks.CreateAsync(new WebhookCreate()),
            Throws.ArgumentException.With.Message.Contains("target, events")
        );
        Assert.That(_service.Sent, Is.Empty);
    }
}
