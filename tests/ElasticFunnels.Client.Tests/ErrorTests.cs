using ElasticFunnels.Tests.Support;

namespace ElasticFunnels.Tests;

/// <summary>Each documented form of an error becomes its exception, with its messages; login pages never look like results.</summary>
public sealed class ErrorTests
{
    private const string LoginPage = "<!DOCTYPE html><html><title>Log in</title></html>";

    private readonly FakeService _service = new();

    [TestCase(401, """{"message":"Invalid API key"}""", typeof(ApiUnauthorizedException), "-:Invalid API key")]
    [TestCase(404, """{"message":"Customer not found."}""", typeof(ApiNotFoundException), "-:Customer not found.")]
    [TestCase(
        422,
        """{"message":"The given data was invalid.","errors":{"name":["a"],"price":["b","c"]}}""",
        typeof(ApiValidationException),
        "name:a",
        "price:b",
        "price:c"
    )]
    [TestCase(422, """{"errors":{"code":["a"]}}""", typeof(ApiValidationException), "code:a")]
    [TestCase(422, """{"errors":{"message":"a"}}""", typeof(ApiValidationException), "-:a")]
    [TestCase(409, """{"success":false,"message":"a","code":"revision_conflict"}""", typeof(ApiConflictException), "-:a")]
    [TestCase(
        409,
        """{"error":"component_in_use","message":"a","usage_count":3}""",
        typeof(ApiConflictException),
        "-:component_in_use",
        "-:a"
    )]
    [TestCase(
        403,
        """{"error":"Upgrade required","plan_error":{"message":"a","upgrade_info":{}}}""",
        typeof(ApiForbiddenException),
        "-:Upgrade required",
        "-:a"
    )]
    [TestCase(
        422,
        """{"error":"Plan limit exceeded","plan_error":{"type":"x","message":"a","limit":10},"errors":{"title":["b"]}}""",
        typeof(ApiValidationException),
        "-:Plan limit exceeded",
        "-:a",
        "title:b"
    )]
    [TestCase(429, """{"message":"a"}""", typeof(ApiRateLimitException), "-:a")]
    [TestCase(500, LoginPage, typeof(ApiServerException))]
    public async Task Each_form_has_its_exception(int status, string body, Type type, params string[] messages)
    {
        _service.Respond(status, body, body[0] == '<' ? "text/html" : FakeService.Json);

        var failure = await Assert.CatchAsync<ApiStatusException>(() =>
            _service
                .Client(static options => (options.MaxRetries, options.Timeout) = (0, TimeSpan.FromMilliseconds(200)))
                .Products.GetAsync(2)
        );

        Assert.That(failure, Is.TypeOf(type));
        Assert.That(failure!.Errors.Select(static error => $"{error.Field ?? "-"}:{error.Message}"), Is.EqualTo(messages));
    }

    [Test]
    public async Task A_redirect_to_the_login_page_says_what_to_do()
    {
        _service.Respond(302, LoginPage, "text/html", ("Location", "https://app.elasticfunnels.io/login"));

        var failure = await Assert.CatchAsync<ApiStatusException>(() => _service.Client().Products.UpdateAsync(2, new() { Title = "a" }));

        Assert.That(failure!.StatusCode, Is.EqualTo(302));
        Assert.That(failure!.Message, Does.Contain("login page").And.Contain("UpdateByPostAsync").And.Contain("AccessKey"));
        Assert.That(_service.Only.Method, Is.EqualTo("PUT"));
    }

    [Test]
    public async Task A_login_page_is_not_a_record()
    {
        _service.Respond(200, LoginPage, "text/html");

        var failure = await Assert.CatchAsync<ApiResponseException>(() => _service.Client().Products.UpdateAsync(2, new() { Title = "a" }));

        Assert.That(failure!.Message, Does.Contain("login page").And.Contain("UpdateByPostAsync"));
    }

    [Test]
    public async Task A_login_page_is_not_the_success_of_a_call_without_a_result()
    {
        _service.Respond(200, LoginPage, "text/html");

        var failure = await Assert.CatchAsync<ApiResponseException>(() => _service.Client().Subscriptions.ForceBillAsync("txn_1"));

        Assert.That(failure!.Message, Does.Contain("not carried out").And.Contain("login page"));
    }

    [Test]
    public async Task A_payment_is_not_collected_twice_when_its_response_is_lost()
    {
        _service.Fail(new HttpRequestException("lost"));
        await Assert.ThrowsAsync<ApiConnectionException>(() => _service.Client().Subscriptions.ForceBillAsync("txn_1"));

        var idempotent = new FakeService().Fail(new HttpRequestException("lost")).Respond(200, """{"data":{"progress_percent":50}}""");
        var progress = await idempotent.Client().Courses.Enrollments.CompleteAsync(1, "es-1", new() { ContentId = 10 });
        Assert.That(progress.ProgressPercent, Is.EqualTo(50));
    }

    [Test]
    public async Task A_delete_whose_response_was_lost_has_an_empty_result()
    {
        _service.Fail(new HttpRequestException("lost")).Respond(404, """{"message":"Resource not found"}""");

        Assert.That((await _service.Client().Pages.DeleteAsync(21)).Message, Is.Null);
    }
}
