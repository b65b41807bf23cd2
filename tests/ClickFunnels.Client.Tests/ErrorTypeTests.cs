using System.Text;
using ClickFunnels.Tests.Support;

namespace ClickFunnels.Tests;

/// <summary>The status decides the type of an exception, whatever the body contains.</summary>
public sealed class ErrorTypeTests
{
    private const string Html = "<!DOCTYPE html><html><title>Attention Required! | Cloudflare</title></html>";

    private static readonly (int Status, Type Type)[] Statuses =
    [
        (400, typeof(ApiBadRequestException)),
        (401, typeof(ApiUnauthorizedException)),
        (403, typeof(ApiForbiddenException)),
        (404, typeof(ApiNotFoundException)),
        (409, typeof(ApiConflictException)),
        (422, typeof(ApiValidationException)),
        (429, typeof(ApiRateLimitException)),
        (500, typeof(ApiServerException)),
        (502, typeof(ApiServerException)),
        (503, typeof(ApiServerException)),
        (504, typeof(ApiServerException)),
        (520, typeof(ApiServerException)),
        (301, typeof(ApiStatusException)),
        (402, typeof(ApiStatusException)),
        (405, typeof(ApiStatusException)),
        (418, typeof(ApiStatusException)),
    ];

    private static readonly (string Name, byte[]? Body, string MediaType)[] Bodies =
    [
        ("documented", Utf8("""{"error":"Not found: Record missing"}"""), "application/json"),
        ("errors of texts", Utf8("""{"errors":["a","b"]}"""), "application/json"),
        ("errors of objects", Utf8("""{"errors":[{"field":"f","message":"m"}]}"""), "application/json"),
        ("hash of fields", Utf8("""{"base":["m"],"name":["n"]}"""), "application/json"),
        ("array", Utf8("""["a"]"""), "application/json"),
        ("empty object", Utf8("{}"), "application/json"),
        ("null", Utf8("null"), "application/json"),
        ("null error", Utf8("""{"error":null,"errors":null}"""), "application/json"),
        ("plain text", Utf8("No such route"), "text/plain"),
        ("json as text", Utf8("""{"error":"m"}"""), "text/plain"),
        ("json of the API kind", Utf8("""{"error":"m"}"""), "application/vnd.api+json"),
        ("empty", [], "application/json"),
        ("none", null, "application/json"),
        ("truncated", Utf8("""{"error":"m"""), "application/json"),
        ("no UTF-8", [0xFF, 0xFE, 0x00, 0xC3], "application/json"),
        ("huge", Utf8("{\"error\":\"" + new string('x', 1_000_000) + "\"}"), "application/json"),
        ("deep", Utf8(new string('[', 50_000)), "application/json"),
        ("deep object", Utf8(string.Concat(Enumerable.Repeat("{\"errors\":", 10_000))), "application/json"),
    ];

    // The status and the body are read independently: each status with a common body, and each body with two statuses.
    private static IEnumerable<TestCaseData> Cases =>
        from status in Statuses
        from body in Bodies
        where body.Name == "documented" || status.Status is 422 or 502
        select new TestCaseData(status.Status, status.Type, body.Body, body.MediaType).SetArgDisplayNames($"{status.Status}", body.Name);

    private static IEnumerable<TestCaseData> EveryStatus =>
        Statuses.Select(static status => new TestCaseData(status.Status, status.Type).SetArgDisplayNames($"{status.Status}"));

    private readonly FakeService _service = new();

    [TestCaseSource(nameof(Cases))]
    public async Task The_status_decides(int status, Type type, byte[]? body, string mediaType)
    {
        if (body is null)
        {
            _service.Respond(status);
        }
        else
        {
            _service.Respond(status, body, mediaType);
        }

        var exception = await CallAsync();
        Assert.Multiple(() =>
        {
            Assert.That(exception, Is.TypeOf(type));
            Assert.That(exception.StatusCode, Is.EqualTo(status));
            Assert.That(exception.OperationId, Is.EqualTo("getContacts"));
            Assert.That(exception.Message, Does.Contain("GET /contacts/{id} (getContacts)").And.Contain($"{status}"));
            Assert.That(exception.IsTransient, Is.EqualTo(status is 429 or >= 500));
            Assert.That(exception.ResponseBody?.Length ?? 0, Is.LessThanOrEqualTo(64 * 1024));
        });
    }

    [TestCaseSource(nameof(EveryStatus))]
    public async Task A_page_of_the_edge_is_not_a_message_of_the_service(int status, Type type)
    {
        _service.Respond(status, Html, "text/html");
        var exception = await CallAsync();

        Assert.Multiple(() =>
        {
            Assert.That(exception, Is.TypeOf(status == 403 ? typeof(ApiBlockedException) : type));
            Assert.That(exception.Errors, Is.Empty);
            Assert.That(exception.ResponseBody, Is.EqualTo(Html));
        });
    }

    [TestCase("text/html", Html)]
    [TestCase("text/html", "")]
    [TestCase("application/json", Html)]
    [TestCase("text/plain", "\n  <html></html>")]
    public async Task A_block_page_is_told_from_a_missing_permission(string mediaType, string body)
    {
        _service.Respond(403, body, mediaType);

        Assert.That(await CallAsync(), Is.TypeOf<ApiBlockedException>().With.Message.Contains("User-Agent"));
    }

    [Test]
    public async Task Json_that_calls_itself_html_is_json_all_the_same()
    {
        _service.Respond(403, """{"error":"Scope"}""", "text/html");

        Assert.That(await CallAsync(), Is.TypeOf<ApiForbiddenException>().With.Property("Errors").Count.EqualTo(1));
    }

    [TestCase("<html>maintenance</html>", "text/html")]
    [TestCase("", "application/json")]
    [TestCase("null", "application/json")]
    [TestCase("[]", "application/json")]
    [TestCase("\"text\"", "application/json")]
    [TestCase("{\"id\":1", "application/json")]
    public void Success_without_the_record_is_a_response_error(string body, string mediaType)
    {
        _service.Respond(200, body, mediaType);

        Assert.That(
            () => _service.Client().Contacts.GetAsync(1),
            Throws
                .TypeOf<ApiResponseException>()
                .With.Message.Contains("getContacts")
                .And.Message.Contains("200")
                .And.Property("IsTransient")
                .False
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [TestCase("{}")]
    [TestCase("[{\"id\":1}")]
    [TestCase("[{\"id\":1},")]
    [TestCase("null")]
    [TestCase("<html></html>")]
    public void Success_without_the_list_is_a_response_error(string body)
    {
        _service.Respond(200, body);

        Assert.That(() => _service.Client().Contacts.ListAsync().ToListAsync(), Throws.TypeOf<ApiResponseException>());
    }

    [Test]
    public void A_record_that_is_nested_without_end_is_a_response_error()
    {
        _service.Respond(200, "{\"x\":" + string.Concat(Enumerable.Repeat("[", 100_000)));

        Assert.That(() => _service.Client().Contacts.GetAsync(1), Throws.TypeOf<ApiResponseException>());
    }

    [Test]
    public void A_response_that_is_too_large_is_not_read_to_its_end()
    {
        _service.Respond(200, "{\"x\":\"" + new string('x', 5000) + "\"}");

        Assert.That(
            () => _service.Client(static options => options.MaxResponseBytes = 1024).Contacts.GetAsync(1),
            Throws.TypeOf<ApiResponseException>().With.Message.Contains("MaxResponseBytes")
        );
    }

    [Test]
    public async Task A_response_of_exactly_the_allowed_size_is_read()
    {
        var body = "{\"id\":1,\"x\":\"" + new string('x', 1024 - 15) + "\"}";
        Assert.That(body, Has.Length.EqualTo(1024));
        _service.Respond(200, body);

        Assert.That((await _service.Client(static options => options.MaxResponseBytes = 1024).Contacts.GetAsync(1)).Id, Is.EqualTo(1));
    }

    [Test]
    public void A_body_that_cannot_be_decompressed_is_a_response_error()
    {
        _service.Respond(static _ => new HttpResponseMessage
        {
            Content = new StreamContent(new BrokenStream(new InvalidDataException("gzip"))),
        });

        Assert.That(() => _service.Client().Contacts.GetAsync(1), Throws.TypeOf<ApiResponseException>());
    }

    [Test]
    public async Task An_error_whose_body_cannot_be_read_keeps_its_status([Values] bool unpacking)
    {
        Exception failure = unpacking ? new InvalidDataException("gzip") : new IOException("reset");
        _service.Respond(_ => new HttpResponseMessage(System.Net.HttpStatusCode.UnprocessableEntity)
        {
            Content = new StreamContent(new BrokenStream(failure)),
        });

        Assert.That(await CallAsync(), Is.TypeOf<ApiValidationException>().With.Property("ResponseBody").Null);
    }

    [TearDown]
    public void Dispose() => _service.Dispose();

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private async Task<ApiStatusException> CallAsync() =>
        (
            await Assert.CatchAsync<ApiStatusException>(() =>
                _service.Client(static options => options.MaxRetries = 0).Contacts.GetAsync(1)
            )
        )!;
}
