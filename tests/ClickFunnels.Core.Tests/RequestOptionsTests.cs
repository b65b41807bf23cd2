using ClickFunnels.Core.Tests.Support;

namespace ClickFunnels.Core.Tests;

/// <summary>Options of one call: time limit, headers, access to the responses, cancellation.</summary>
public sealed class RequestOptionsTests
{
    private const string Book = """{"id":7,"title":"Momo"}""";
    private static readonly TimeSpan FiveSeconds = TimeSpan.FromSeconds(5);

    private readonly FakeLibrary _library = new();
    private readonly ManualTimeProvider _clock = new();

    [Test]
    public async Task A_time_limit_of_a_call_replaces_that_of_the_client()
    {
        using var client = _library.Hang().Client(options => options.TimeProvider = _clock);
        var call = client.Books.GetAsync(7, new() { Timeout = FiveSeconds });
        await _clock.WaitingFor(FiveSeconds);
        _clock.Advance(FiveSeconds);

        Assert.That(() => call, Throws.TypeOf<ApiTimeoutException>().With.Message.Contains("5 s"));
    }

    [Test]
    public async Task A_time_limit_of_a_list_applies_to_each_page()
    {
        using var client = _library
            .Respond(200, """[{"id":1}]""", ("Pagination-Next", "1"))
            .Hang()
            .Client(options => options.TimeProvider = _clock);
        await using var books = client.Books.ListAsync(new() { Timeout = FiveSeconds }).GetAsyncEnumerator();
        Assert.That(await books.MoveNextAsync(), Is.True);
        _clock.Advance(FiveSeconds);
        var second = books.MoveNextAsync().AsTask();
        await _clock.WaitingFor(FiveSeconds);
        Assert.That(second.IsCompleted, Is.False, "The time of the first page counted.");
        _clock.Advance(FiveSeconds);

        Assert.That(() => second, Throws.TypeOf<ApiTimeoutException>());
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(86_401)]
    public void A_time_limit_that_makes_no_sense_is_refused(int seconds)
    {
        using var client = _library.Client();

        Assert.That(
            () => client.Books.GetAsync(7, new() { Timeout = TimeSpan.FromSeconds(seconds) }),
            Throws.TypeOf<ArgumentOutOfRangeException>()
        );
        Assert.That(_library.Sent, Is.Empty);
    }

    [Test]
    public async Task Headers_are_sent_with_each_attempt_and_each_page()
    {
        _library.Respond(503).Respond(200, """[{"id":1}]""", ("Pagination-Next", "1")).Respond(200, """[{"id":2}]""");
        var options = new BooksListOptions { Headers = { ["X-Trace"] = "a b", ["Idempotency-Key"] = "k" } };
        var list = _library.Client().Books.ListAsync(options);
        options.Headers["X-Trace"] = "changed later";

        await list.ToListAsync();

        Assert.That(
            _library.Sent.Select(static request => (request.Headers["X-Trace"], request.Headers["idempotency-key"])),
            Is.All.EqualTo(("a b", "k")).And.Exactly(3).Items
        );
    }

    [TestCase("Authorization", false)]
    [TestCase("authorization", true)]
    [TestCase("X-Library-Key", true)]
    [TestCase("x-library-KEY", true)]
    [TestCase("Host", false)]
    [TestCase("Content-Type", false)]
    [TestCase("Content-Length", false)]
    [TestCase("Transfer-Encoding", false)]
    [TestCase("Cookie", false)]
    [TestCase("User-Agent", false)]
    public void A_header_that_the_client_sets_is_refused(string name, bool usesKey)
    {
        using var client = _library.Client(options => options.UsesKey = usesKey);

        Assert.That(
            () => client.Books.GetAsync(7, new() { Headers = { [name] = "value-MARKER" } }),
            Throws.ArgumentException.With.Message.Contains(name).And.Message.Not.Contains("MARKER")
        );
        Assert.That(_library.Sent, Is.Empty);
    }

    [TestCase("MARKER\r\nX-Evil: 1")]
    [TestCase("MARKER\n")]
    [TestCase("MARKER\0")]
    [TestCase("MARKERé")]
    [TestCase(null)]
    public void A_header_value_that_cannot_be_sent_is_refused(string? value)
    {
        using var client = _library.Client();

        Assert.That(
            () => client.Books.GetAsync(7, new() { Headers = { ["X-Trace"] = value! } }),
            Throws.ArgumentException.With.Message.Contains("X-Trace").And.Message.Not.Contains("MARKER")
        );
        Assert.That(_library.Sent, Is.Empty);
    }

    [TestCase("")]
    [TestCase("X Trace")]
    [TestCase("X-Trace:")]
    [TestCase("X-Trace\r\nX-Evil")]
    public void A_header_name_that_cannot_be_sent_is_refused(string name)
    {
        using var client = _library.Client();

        Assert.That(
            () => client.Books.GetAsync(7, new() { Headers = { [name] = "value" } }),
            Throws.ArgumentException.With.Message.Not.Contains("Evil")
        );
        Assert.That(_library.Sent, Is.Empty);
    }

    [Test]
    public async Task A_key_header_of_another_service_is_an_ordinary_header()
    {
        await _library.Respond(200, Book).Client().Books.GetAsync(7, new() { Headers = { ["X-Library-Key"] = "k" } });

        Assert.That(_library.Only.Headers["X-Library-Key"], Is.EqualTo("k"));
    }

    [Test]
    public async Task Every_response_of_every_attempt_and_page_can_be_read()
    {
        var seen = new List<(int, string?, string)>();
        _library
            .Respond(503, "{}", ("X-Request-Id", "r1"), ("X-Left", "2"))
            .Respond(200, """[{"id":1}]""", ("Pagination-Next", "1"), ("X-Request-Id", "r2"), ("X-Left", "1"))
            .Respond(200, """[{"id":2}]""", ("Request-Id", "r3"), ("X-Left", "0"));

        await _library
            .Client()
            .Books.ListAsync(
                new() { OnResponse = response => seen.Add((response.StatusCode, response.RequestId, response.Headers["x-left"])) }
            )
            .ToListAsync();

        Assert.That(seen, Is.EqualTo(new[] { (503, "r1", "2"), (200, "r2", "1"), (200, "r3", "0") }));
    }

    [Test]
    public void An_error_response_can_be_read_too()
    {
        ApiResponse? seen = null;
        using var client = _library.Respond(404, """{"error":"Not found"}""", ("X-Request-Id", "r1")).Client();

        Assert.That(
            () => client.Books.GetAsync(7, new() { OnResponse = response => seen = response }),
            Throws.TypeOf<ApiNotFoundException>().With.Property("Response").Property("RequestId").EqualTo("r1")
        );
        Assert.That(
            (seen?.StatusCode, seen?.RequestId, seen?.Headers["content-type"]),
            Is.EqualTo((404, "r1", "application/json; charset=utf-8"))
        );
    }

    [Test]
    public async Task An_operation_without_a_result_has_a_response_that_can_be_read()
    {
        int? status = null;
        await _library.Respond(204).Client().Books.DeleteAsync(7, new() { OnResponse = response => status = response.StatusCode });

        Assert.That(status, Is.EqualTo(204));
    }

    [Test]
    public void A_canceled_call_throws_the_exception_of_the_callers_token()
    {
        using var cancellation = new CancellationTokenSource();
        using var client = _library
            .Respond(token =>
            {
                cancellation.Cancel();
                return Task.FromCanceled<HttpResponseMessage>(token);
            })
            .Client();

        Assert.That(
            () => client.Books.GetAsync(7, cancellationToken: cancellation.Token),
            Throws.InstanceOf<OperationCanceledException>().With.Property("CancellationToken").EqualTo(cancellation.Token)
        );
        Assert.That(_library.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public void A_call_that_was_canceled_before_sends_nothing()
    {
        using var client = _library.Client();

        Assert.That(
            () => client.SendAsync(new RawRequest(HttpMethod.Get, "books"), new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>()
        );
        Assert.That(_library.Sent, Is.Empty);
    }

    [TearDown]
    public void Dispose() => _library.Dispose();
}
