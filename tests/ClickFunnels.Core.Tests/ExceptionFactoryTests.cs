namespace ClickFunnels.Core.Tests;

/// <summary>Every exception of the family can be made in a test, and none shows what the service wrote.</summary>
public sealed class ExceptionFactoryTests
{
    private const string Body = """{"errors":{"title":["MARKER one"],"MARKER key":["two"]},"error_description":"MARKER"}""";

    private static IEnumerable<ApiException> All =>
        [
            .. Statuses.Select(static status => ApiExceptionFactory.Status(status.Code, status.Body, headers: [new("X-Secret", "MARKER")])),
            ApiExceptionFactory.Timeout(TimeSpan.FromSeconds(5), innerException: ApiExceptionFactory.Status(500, Body)),
            ApiExceptionFactory.Connection(requestMayHaveArrived: true),
            ApiExceptionFactory.Connection(requestMayHaveArrived: false),
            ApiExceptionFactory.Response("The list does not end."),
            ApiExceptionFactory.Configuration("UserAgent is missing."),
            new WebhookFormatException("The body of the delivery is not a JSON object."),
        ];

    private static IEnumerable<(int Code, string Body, Type Type, bool IsTransient)> Statuses =>
        [
            (302, Body, typeof(ApiStatusException), false),
            (400, Body, typeof(ApiBadRequestException), false),
            (401, Body, typeof(ApiUnauthorizedException), false),
            (403, Body, typeof(ApiForbiddenException), false),
            (403, "<html>MARKER</html>", typeof(ApiBlockedException), false),
            (404, Body, typeof(ApiNotFoundException), false),
            (409, Body, typeof(ApiConflictException), false),
            (418, Body, typeof(ApiStatusException), false),
            (422, Body, typeof(ApiValidationException), false),
            (429, Body, typeof(ApiRateLimitException), true),
            (500, Body, typeof(ApiServerException), true),
            (503, "<html>MARKER</html>", typeof(ApiServerException), true),
        ];

    private static IEnumerable<Type> Kinds =>
        typeof(ApiException)
            .Assembly.GetExportedTypes()
            .Where(static type => typeof(ApiException).IsAssignableFrom(type) && !type.IsAbstract);

    [Test]
    public void There_is_one_of_every_kind()
    {
        Assert.That(All.Select(static exception => exception.GetType()).Distinct(), Is.EquivalentTo(Kinds));
    }

    [TestCaseSource(nameof(Statuses))]
    public void A_status_decides_the_type((int Code, string Body, Type Type, bool IsTransient) status)
    {
        var exception = ApiExceptionFactory.Status(status.Code, status.Body, "listBooks", retryAfter: TimeSpan.FromSeconds(3));

        Assert.That(exception, Is.TypeOf(status.Type));
        Assert.That(
            (exception.StatusCode, exception.OperationId, exception.ResponseBody, exception.RetryAfter, exception.IsTransient),
            Is.EqualTo((status.Code, "listBooks", status.Body, TimeSpan.FromSeconds(3), status.IsTransient))
        );
    }

    [TestCaseSource(nameof(All))]
    public void Its_text_contains_nothing_that_the_service_wrote(ApiException exception)
    {
        Assert.That(exception.ToString(), Does.Not.Contain("MARKER"));
        Assert.That(exception.Message, Is.Not.Empty);
    }

    [Test]
    public void An_exception_of_a_call_contains_nothing_that_the_service_wrote()
    {
        using var library = new Support.FakeLibrary().Respond(400, Body).Respond(200, "{\"id\": MARKER}");
        using var client = library.Client();

        Assert.That(
            () => client.Books.GetAsync("MARKER"),
            Throws
                .TypeOf<ApiBadRequestException>()
                .With.Property("Errors")
                .Count.EqualTo(2)
                .And.Matches<Exception>(static exception => !exception!.ToString().Contains("MARKER", StringComparison.Ordinal))
        );
        Assert.That(
            () => client.Books.GetAsync(7),
            Throws
                .TypeOf<ApiResponseException>()
                .And.Matches<Exception>(static exception => !exception!.ToString().Contains("MARKER", StringComparison.Ordinal))
        );
    }

    [TestCase(200)]
    [TestCase(299)]
    [TestCase(600)]
    public void A_status_that_is_not_an_error_is_refused(int status)
    {
        Assert.That(() => ApiExceptionFactory.Status(status), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
