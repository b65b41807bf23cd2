using System.Collections.Concurrent;
using System.Net;
using System.Text;
using RichardSzalay.MockHttp;

namespace ClickFunnels.Tests.Support;

/// <summary>
/// The far side of the wire: answers are asked for in order, and each request that was sent can be looked at. A request too many fails the
/// test.
/// </summary>
internal sealed class FakeService : DelegatingHandler
{
    public const string Token = "token-MARKER-3f9c";
    public const string Json = "application/json";

    private readonly ConcurrentQueue<SentRequest> _sent = new();
    private readonly Dictionary<int, Exception> _failures = [];
    private int _asked;
    private int _number;

    public FakeService()
    {
        InnerHandler = Mock;
        Mock.Fallback.Throw(new AssertionException("A request was sent that the test did not expect."));
    }

    public MockHttpMessageHandler Mock { get; } = new();

    public IReadOnlyList<SentRequest> Sent => [.. _sent];

    public SentRequest Only =>
        Sent.Count == 1
            ? Sent[0]
            : throw new AssertionException(
                $"One request was expected, but {Sent.Count} were sent: "
                    + $"{string.Join(", ", Sent.Select(static request => request.Method + " " + request.Url))}"
            );

    public ClickFunnelsClientOptions Options(Action<ClickFunnelsClientOptions>? configure = null)
    {
        var options = new ClickFunnelsClientOptions
        {
            AccessToken = Token,
            UserAgent = "ClickFunnelsTests/1.0",
            WorkspaceId = 42,
            Subdomain = "acme",
            HttpHandler = this,
            RetryDelay = TimeSpan.Zero,
        };
        configure?.Invoke(options);
        return options;
    }

    public ClickFunnelsClient Client(Action<ClickFunnelsClientOptions>? configure = null) => new(Options(configure));

    /// <summary>Answers the next request.</summary>
    public FakeService Answer(int status, string? body = null, string mediaType = Json, params (string Name, string Value)[] headers) =>
        Answer(_ => Response(status, body, mediaType, headers));

    /// <summary>Answers the next request with bytes.</summary>
    public FakeService Answer(int status, byte[] body, string mediaType = Json) =>
        Answer(_ => new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new(mediaType) } },
        });

    public FakeService Answer(Func<HttpRequestMessage, HttpResponseMessage> respond)
    {
        _asked++;
        Mock.Expect("*").Respond(respond);
        return this;
    }

    public FakeService Answer(Func<HttpRequestMessage, Task<HttpResponseMessage>> respond)
    {
        _asked++;
        Mock.Expect("*").Respond(respond);
        return this;
    }

    /// <summary>Lets the next request fail before it is answered.</summary>
    public FakeService Fail(Exception exception)
    {
        // MockHttp would never end a task that failed, so it is thrown here.
        _failures[++_asked] = exception;
        return this;
    }

    /// <summary>Answers the next request with a page of the records numbered so.</summary>
    public FakeService Page(int first, int count, string? next) =>
        Answer(
            200,
            $"[{string.Join(",", Enumerable.Range(first, count).Select(static id => $$"""{"id":{{id}},"workspace_id":42}"""))}]",
            Json,
            next is null ? [] : [("Pagination-Next", next)]
        );

    /// <summary>Answers every further request in the same way.</summary>
    public FakeService Always(int status, string? body = null, string mediaType = Json, params (string Name, string Value)[] headers)
    {
        Mock.Fallback.Respond(_ => Response(status, body, mediaType, headers));
        return this;
    }

    public FakeService Always(Func<HttpRequestMessage, Task<HttpResponseMessage>> respond)
    {
        Mock.Fallback.Respond(respond);
        return this;
    }

    public static HttpResponseMessage Response(
        int status,
        string? body = null,
        string mediaType = Json,
        params (string Name, string Value)[] headers
    )
    {
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, mediaType),
        };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    /// <summary>The request after which everything is there: fails when an answer was asked for that nothing fetched.</summary>
    public void AllAnswersWereFetched() => Mock.VerifyNoOutstandingExpectation();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _sent.Enqueue(await SentRequest.CaptureAsync(request, cancellationToken));
        if (_failures.GetValueOrDefault(Interlocked.Increment(ref _number)) is { } exception)
        {
            throw exception;
        }

        return await base.SendAsync(request, cancellationToken);
    }
}
