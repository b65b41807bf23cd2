using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace ClickFunnels.Core.Tests.Support;

/// <summary>
/// The service in memory: returns the prepared responses in order and keeps the requests. A request too many fails the test.
/// </summary>
internal sealed class FakeLibrary : HttpMessageHandler
{
    public const string Token = "token-MARKER-3f9c";

    private readonly ConcurrentQueue<SentRequest> _sent = new();
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _responses = new();
    private Func<SentRequest, HttpResponseMessage>? _always;

    public IReadOnlyList<SentRequest> Sent => [.. _sent];

    public SentRequest Only =>
        Sent.Count == 1 ? Sent[0] : throw new AssertionException($"Expected one request, but {Sent.Count} were sent.");

    public IEnumerable<string> Queries => Sent.Select(static request => Uri.UnescapeDataString(request.Query));

    public LibraryClient Client(Action<LibraryClientOptions>? configure = null)
    {
        var options = new LibraryClientOptions
        {
            AccessToken = Token,
            UserAgent = "LibraryTests/1.0",
            BranchId = 3,
            HttpHandler = this,
            RetryDelay = TimeSpan.Zero,
        };
        configure?.Invoke(options);
        return new LibraryClient(options);
    }

    /// <summary>Prepares the next response.</summary>
    public FakeLibrary Respond(int status, string? body = null, params (string Name, string Value)[] headers) =>
        Respond(_ => Task.FromResult(Response(status, body, headers)));

    public FakeLibrary Respond(Func<CancellationToken, Task<HttpResponseMessage>> respond)
    {
        _responses.Enqueue(respond);
        return this;
    }

    /// <summary>Lets the next request fail after it was sent.</summary>
    public FakeLibrary Lose() => Respond(static _ => throw new HttpRequestException("The response was lost."));

    /// <summary>Lets the next request wait until it is canceled.</summary>
    public FakeLibrary Hang() =>
        Respond(static async token =>
        {
            await Task.Delay(Timeout.Infinite, token);
            throw new AssertionException("The wait ended.");
        });

    /// <summary>Responds to every request in the same way.</summary>
    public FakeLibrary Always(Func<SentRequest, HttpResponseMessage> respond)
    {
        _always = respond;
        return this;
    }

    public static HttpResponseMessage Response(int status, string? body = null, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(body ?? string.Empty, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var sent = await SentRequest.CaptureAsync(request, cancellationToken);
        _sent.Enqueue(sent);
        return _responses.TryDequeue(out var respond)
            ? await respond(cancellationToken)
            : _always?.Invoke(sent) ?? throw new AssertionException("A request was sent that the test did not expect.");
    }
}
