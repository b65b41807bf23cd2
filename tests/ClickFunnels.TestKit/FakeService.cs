using System.Collections.Concurrent;
using System.Net;
using System.Text;
using RichardSzalay.MockHttp;

namespace ClickFunnels.TestKit;

/// <summary>
/// A fake of the service. It returns the given responses in order and records each request. A request without a response fails the
/// test.
/// </summary>
internal sealed class FakeService : DelegatingHandler
{
    public const string Token = "token-MARKER-3f9c";
    public const string Json = "application/json";

    private readonly ConcurrentQueue<SentRequest> _sent = new();
    private readonly Dictionary<int, Exception> _failures = [];
    private int _expected;
    private int _number;

    public FakeService()
    {
        InnerHandler = Mock;
        Mock.Fallback.Throw(new AssertionException("A request was sent that the test did not expect."));
    }

    public MockHttpMessageHandler Mock { get; } = new();

    /// <summary>True to check required fields. Most tests send only the fields that they are about.</summary>
    public bool CheckRequiredFields { get; init; }

    public IReadOnlyList<SentRequest> Sent => [.. _sent];

    public SentRequest Only =>
        Sent.Count == 1
            ? Sent[0]
            : throw new AssertionException(
                $"One request was expected, but {Sent.Count} were sent: "
                    + $"{string.Join(", ", Sent.Select(static request => request.Method + " " + request.Url))}"
            );

    /// <summary>Responds to the next request.</summary>
    public FakeService Respond(int status, string? body = null, string mediaType = Json, params (string Name, string Value)[] headers) =>
        Respond(_ => Response(status, body, mediaType, headers));

    /// <summary>Responds to the next request with bytes.</summary>
    public FakeService Respond(int status, byte[] body, string mediaType = Json) =>
        Respond(_ => new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new ByteArrayContent(body) { Headers = { ContentType = new(mediaType) } },
        });

    public FakeService Respond(Func<HttpRequestMessage, HttpResponseMessage> respond)
    {
        _expected++;
        Mock.Expect("*").Respond(respond);
        return this;
    }

    public FakeService Respond(Func<HttpRequestMessage, Task<HttpResponseMessage>> respond)
    {
        _expected++;
        Mock.Expect("*").Respond(respond);
        return this;
    }

    /// <summary>Lets the next request fail before it gets a response.</summary>
    public FakeService Fail(Exception exception)
    {
        // MockHttp would never end a task that failed, so it is thrown here.
        _failures[++_expected] = exception;
        return this;
    }

    /// <summary>Responds to every further request in the same way.</summary>
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

    /// <summary>Fails if a response was given that no request fetched.</summary>
    public void AllResponsesWereUsed() => Mock.VerifyNoOutstandingExpectation();

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
