using ClickFunnels.Core.Tests.Support;

namespace ClickFunnels.Core.Tests;

/// <summary>The access token is sent in the header that the service names, and nowhere else.</summary>
public sealed class AuthenticationTests
{
    private const string Book = """{"id":7,"title":"Momo"}""";

    private readonly FakeLibrary _library = new();

    [Test]
    public async Task A_bearer_token_is_sent()
    {
        await _library.Respond(200, Book).Client().Books.GetAsync(7);

        Assert.That(_library.Only.Headers["Authorization"], Is.EqualTo("Bearer " + FakeLibrary.Token));
        Assert.That(_library.Only.Headers, Does.Not.ContainKey("X-Library-Key"));
    }

    [Test]
    public async Task A_key_is_sent_in_the_named_header_without_a_prefix()
    {
        await _library.Respond(200, Book).Client(static options => options.UsesKey = true).Books.GetAsync(7);

        Assert.That(_library.Only.Headers["X-Library-Key"], Is.EqualTo(FakeLibrary.Token));
        Assert.That(_library.Only.Headers, Does.Not.ContainKey("Authorization"));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Each_attempt_asks_the_provider_for_the_token(bool usesKey)
    {
        var number = 0;
        _library.Respond(503).Respond(200, Book);
        using var client = _library.Client(options =>
        {
            options.UsesKey = usesKey;
            options.AccessToken = null;
            options.AccessTokenProvider = _ => new($"token-{++number}");
        });

        await client.Books.GetAsync(7);

        var expected = usesKey ? new[] { "token-1", "token-2" } : ["Bearer token-1", "Bearer token-2"];
        Assert.That(_library.Sent.Select(request => request.Headers[usesKey ? "X-Library-Key" : "Authorization"]), Is.EqualTo(expected));
    }

    [TestCase("")]
    [TestCase("a b")]
    [TestCase("a\r\nX-Evil: 1")]
    public void A_provided_token_that_a_header_cannot_carry_is_not_sent(string token)
    {
        using var client = _library.Client(options => options.AccessTokenProvider = _ => new(token));

        Assert.That(() => client.Books.GetAsync(7), Throws.TypeOf<ApiConfigurationException>().With.Message.Not.Contains("Evil"));
        Assert.That(_library.Sent, Is.Empty);
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task Recorded_traffic_contains_neither_token_nor_its_header(bool usesKey)
    {
        using var folder = new TemporaryFolder();
        var recorder = new TrafficRecorder(folder.Path);
        using var client = _library
            .Respond(200, Book, ("X-Library-Key", "echo-MARKER"))
            .Client(options =>
            {
                options.UsesKey = usesKey;
                options.TrafficRecorder = recorder;
            });

        await client.Books.GetAsync(7);

        Assert.That(recorder.Failure, Is.Null);
        Assert.That(folder.AllText, Does.Contain("/v1/books/7").And.Not.Contain("MARKER").And.Not.Contain("authorization").IgnoreCase);
        if (usesKey)
        {
            Assert.That(folder.AllText, Does.Not.Contain("X-Library-Key").IgnoreCase);
        }
    }

    [TearDown]
    public void Dispose() => _library.Dispose();
}
