using ClickFunnels.Core.Tests.Support;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Core.Tests;

/// <summary>Requests of any route, for operations that the client does not have.</summary>
public sealed class RawRequestTests
{
    private readonly FakeLibrary _library = new();

    [Test]
    public async Task Method_route_ids_query_and_body_are_sent()
    {
        var request = new RawRequest(HttpMethod.Put, "branches/{branch_id}/books/{id}/copies/{copy}", "a/b", 42)
        {
            Query =
            {
                ["sort"] = "a&b",
                ["empty"] = "",
                ["left_out"] = null,
            },
            Body = new JObject { ["copy"] = new JObject { ["price"] = 1.50m } },
            Headers = { ["X-Trace"] = "t" },
        };
        await _library.Respond(200).Client().SendAsync(request);

        Assert.That(_library.Only.Method, Is.EqualTo("PUT"));
        Assert.That(_library.Only.Url, Is.EqualTo("https://api.library.example/v1/branches/3/books/a%2Fb/copies/42?sort=a%26b&empty="));
        Assert.That(_library.Only.Body, Is.EqualTo("""{"copy":{"price":1.50}}"""));
        Assert.That(_library.Only.Headers["Content-Type"], Does.StartWith("application/json"));
        Assert.That(_library.Only.Headers["Authorization"], Is.EqualTo("Bearer " + FakeLibrary.Token));
        Assert.That(_library.Only.Headers["X-Trace"], Is.EqualTo("t"));
    }

    [Test]
    public async Task Another_host_is_chosen_by_its_name_in_the_contract()
    {
        await _library.Respond(200).Client().SendAsync(new RawRequest(HttpMethod.Get, "/shelves/new") { Host = "catalog" });

        Assert.That((_library.Only.Url, _library.Only.Body), Is.EqualTo(("https://catalog.library.example/v1/shelves/new", (string?)null)));
    }

    [Test]
    public async Task Status_headers_request_id_and_body_can_be_read()
    {
        _library.Respond(201, """{"id":7,"price":12345678901234567.89,"at":"2026-01-02T03:04:05Z"}""", ("X-Request-Id", "r1"));
        var response = await _library.Client().SendAsync(new RawRequest(HttpMethod.Post, "books"));

        Assert.That((response.StatusCode, response.RequestId, response.Headers["x-request-id"]), Is.EqualTo((201, "r1", "r1")));
        Assert.That(response.Json!["price"]!.Value<decimal>(), Is.EqualTo(12345678901234567.89m));
        Assert.That(response.Json["at"]!.Type, Is.EqualTo(JTokenType.String), "Dates stay as they were sent.");
        Assert.That(response.Read<Book>().Id, Is.EqualTo(7));
        Assert.That(response.Body, Does.StartWith("{"));
        Assert.That(response.ToString(), Is.EqualTo("status 201"));
    }

    [Test]
    public async Task Records_are_read_bare_and_in_an_envelope()
    {
        _library.Respond(200, """{"data":{"id":1,"name":"Ada"},"list":[{"id":2}]}""").Respond(200, """[{"id":3}]""");
        using var client = _library.Client();
        var wrapped = await client.SendAsync(new RawRequest(HttpMethod.Get, "members/1"));
        var bare = await client.SendAsync(new RawRequest(HttpMethod.Get, "members"));

        Assert.That(wrapped.Read<Member>("data").Name, Is.EqualTo("Ada"));
        Assert.That(wrapped.ReadList<Member>("list").Single().Id, Is.EqualTo(2));
        Assert.That(bare.ReadList<Member>().Single().Id, Is.EqualTo(3));
        Assert.That(() => bare.Read<Member>(), Throws.TypeOf<ApiResponseException>());
        Assert.That(() => wrapped.Read<Member>("absent"), Throws.TypeOf<ApiResponseException>());
    }

    [Test]
    public async Task An_empty_body_and_one_that_is_not_JSON_are_told_apart()
    {
        _library.Respond(204).Respond(200, "<p>MARKER</p>");
        using var client = _library.Client();
        var empty = await client.SendAsync(new RawRequest(HttpMethod.Delete, "books/{id}", 7));
        var other = await client.SendAsync(new RawRequest(HttpMethod.Get, "books/{id}", 7));

        Assert.That((empty.Json, empty.Body), Is.EqualTo(((JToken?)null, "")));
        Assert.That(other.Body, Is.EqualTo("<p>MARKER</p>"));
        Assert.That(() => other.Json, Throws.TypeOf<ApiResponseException>().With.Message.Not.Contains("MARKER"));
    }

    [TestCase("GET", false, 500, 2)]
    [TestCase("PUT", false, 500, 2)]
    [TestCase("PATCH", false, 502, 2)]
    [TestCase("DELETE", false, 504, 2)]
    [TestCase("POST", false, 500, 1)]
    [TestCase("POST", false, 502, 1)]
    [TestCase("POST", false, 429, 2)]
    [TestCase("POST", false, 503, 2)]
    [TestCase("POST", true, 500, 2)]
    [TestCase("GET", false, 404, 1)]
    [TestCase("GET", false, 422, 1)]
    public async Task It_is_repeated_like_every_other_call(string method, bool isSafe, int status, int requests)
    {
        _library.Respond(status, "{}").Respond(200, "{}");
        using var client = _library.Client();
        var call = client.SendAsync(new RawRequest(new HttpMethod(method), "books") { IsSafeToRepeat = isSafe });

        if (requests == 1)
        {
            Assert.That(() => call, Throws.InstanceOf<ApiStatusException>().With.Property("StatusCode").EqualTo(status));
        }
        else
        {
            Assert.That((await call).StatusCode, Is.EqualTo(200));
        }

        Assert.That(_library.Sent, Has.Count.EqualTo(requests));
    }

    [TestCase(true, 2)]
    [TestCase(false, 1)]
    public void A_lost_response_is_repeated_only_where_that_is_safe(bool isSafe, int requests)
    {
        using var client = _library.Lose().Respond(422, "{}").Client();

        Assert.That(
            () => client.SendAsync(new RawRequest(HttpMethod.Post, "books") { IsSafeToRepeat = isSafe }),
            Throws.InstanceOf<ApiException>()
        );
        Assert.That(_library.Sent, Has.Count.EqualTo(requests));
    }

    [Test]
    public async Task Errors_are_typed_and_name_the_route_without_its_ids()
    {
        using var client = _library.Respond(422, """{"errors":{"title":["can't be MARKER"]}}""", ("X-Request-Id", "r1")).Client();

        var failure = (
            await Assert.ThrowsAsync<ApiValidationException>(() =>
                client.SendAsync(new RawRequest(HttpMethod.Put, "books/{id}", "secret-MARKER"))
            )
        )!;

        Assert.That(failure.Message, Does.Contain("PUT /books/{id}").And.Contain("title").And.Not.Contain("MARKER"));
        Assert.That((failure.Errors.Single().Field, failure.Response.RequestId), Is.EqualTo(("title", "r1")));
    }

    [TestCase("")]
    [TestCase("/")]
    [TestCase("../x")]
    [TestCase("a/../../x")]
    [TestCase("./x")]
    [TestCase("//evil.example/x")]
    [TestCase("http://evil.example/x")]
    [TestCase("a?b")]
    [TestCase("a#b")]
    [TestCase("a\\b")]
    [TestCase("a b")]
    [TestCase("a\r\nb")]
    [TestCase("%2e%2e/x")]
    [TestCase("a%2fb")]
    [TestCase("a//b")]
    [TestCase("a/")]
    [TestCase("{id}x")]
    [TestCase("x{id}")]
    [TestCase("{}")]
    [TestCase("{id")]
    [TestCase("{{id}}")]
    [TestCase("{..}")]
    [TestCase("é")]
    public void A_route_that_is_not_a_plain_path_is_refused(string route)
    {
        Assert.That(() => new RawRequest(HttpMethod.Get, route, 1), Throws.ArgumentException.With.Message.Not.Contains("evil"));
    }

    [TestCase("books/{id}")]
    [TestCase("books/{id}/copies/{copy}", 1L)]
    [TestCase("books", 1L)]
    [TestCase("branches/{branch_id}/books", 1L)]
    public void A_wrong_number_of_ids_is_refused_before_anything_is_sent(string route, params long[] ids)
    {
        using var client = _library.Client();
        var request = new RawRequest(HttpMethod.Get, route, [.. ids.Select(static id => new ResourceId(id))]);

        Assert.That(() => client.SendAsync(request), Throws.ArgumentException);
        Assert.That(_library.Sent, Is.Empty);
    }

    [Test]
    public void An_empty_id_and_a_missing_request_are_refused_before_anything_is_sent()
    {
        using var client = _library.Client();

        Assert.That(() => client.SendAsync(new RawRequest(HttpMethod.Get, "books/{id}", default(ResourceId))), Throws.ArgumentException);
        Assert.That(() => client.SendAsync(null!), Throws.ArgumentNullException);
        Assert.That(() => new RawRequest(null!, "books"), Throws.ArgumentNullException);
        Assert.That(() => new RawRequest(HttpMethod.Get, null!), Throws.ArgumentNullException);
        Assert.That(_library.Sent, Is.Empty);
    }

    [Test]
    public async Task A_response_can_be_made_for_a_test()
    {
        using var client = new FakeClient();
        var response = await client.SendAsync(new RawRequest(HttpMethod.Get, "books"));

        Assert.That(
            (response.StatusCode, response.RequestId, (long?)response.Json?["id"], response.Headers["x-a"]),
            Is.EqualTo((200, "r1", 7L, "1, 2"))
        );
    }

    [TearDown]
    public void Dispose() => _library.Dispose();

    private sealed class FakeClient : LibraryClient
    {
        public override Task<RawResponse> SendAsync(RawRequest request, CancellationToken cancellationToken = default) =>
            Task.FromResult(new RawResponse(200, """{"id":7}""", [new("X-A", "1"), new("x-a", "2")], "r1"));
    }
}
