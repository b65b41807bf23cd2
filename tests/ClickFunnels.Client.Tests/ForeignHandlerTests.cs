using System.Net;
using System.Text;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace ClickFunnels.Tests;

/// <summary>
/// Handlers that a host puts below the client, and pipelines of the user: nothing is created twice, no record of another request is
/// returned, and only documented exceptions leave the client.
/// </summary>
public sealed class ForeignHandlerTests
{
    [Test]
    public async Task A_handler_that_follows_redirects_does_not_return_the_record_of_another_request()
    {
        using var handler = new Handler(
            static (request, _) =>
            {
                // As the handlers of .NET do for a POST with status 302.
                request.Method = HttpMethod.Get;
                request.RequestUri = new Uri("https://acme.myclickfunnels.com/api/v2/contacts/99");
                request.Content = null;
                return Task.FromResult(Response(request, HttpStatusCode.OK, """{"id":99}"""));
            }
        );
        using var client = Client(handler);

        await Assert.ThatAsync(
            () => client.Contacts.CreateAsync(new() { FirstName = "Jane" }),
            Throws.TypeOf<ApiResponseException>().With.Message.Contains("redirect")
        );
        await Assert.ThatAsync(() => client.Contacts.GetAsync(1), Throws.TypeOf<ApiResponseException>());
    }

    [Test]
    public async Task A_handler_may_rewrite_the_host_the_start_of_the_path_and_the_query()
    {
        using var handler = new Handler(
            static (request, _) =>
            {
                request.RequestUri = new Uri("https://gateway.example/clickfunnels" + request.RequestUri!.PathAndQuery + "?key=1");
                return Task.FromResult(Response(request, HttpStatusCode.OK, """{"id":1}"""));
            }
        );
        using var client = Client(handler);

        Assert.That((await client.Contacts.GetAsync(1)).Id, Is.EqualTo(1));
    }

    [Test]
    public async Task A_creation_is_repeated_when_no_connection_was_made_in_time()
    {
        using var handler = new Handler(
            static async (request, number) =>
            {
                if (number == 1)
                {
                    // As SocketsHttpHandler does when ConnectTimeout is over: the body was not started.
                    throw new TaskCanceledException("The operation was canceled.", new TimeoutException("ConnectTimeout"));
                }

                await request.Content!.CopyToAsync(Stream.Null);
                return Response(request, HttpStatusCode.Created, """{"id":1}""");
            }
        );
        using var client = Client(handler);

        Assert.That((await client.Contacts.CreateAsync(new() { FirstName = "Jane" })).Id, Is.EqualTo(1));
        Assert.That(handler.Requests, Is.EqualTo(2));
    }

    [Test]
    public async Task A_creation_whose_body_was_sent_is_not_repeated_when_the_handler_gives_up()
    {
        using var handler = new Handler(
            static async (request, _) =>
            {
                await request.Content!.CopyToAsync(Stream.Null);
                throw new TaskCanceledException("The operation was canceled.", new TimeoutException());
            }
        );
        using var client = Client(handler);

        await Assert.ThatAsync(
            () => client.Contacts.CreateAsync(new() { FirstName = "Jane" }),
            Throws.TypeOf<ApiConnectionException>().With.Property("RequestMayHaveArrived").True
        );
        Assert.That(handler.Requests, Is.EqualTo(1));
    }

    [Test]
    public async Task A_handler_that_repeats_requests_cannot_send_a_creation_twice()
    {
        var sent = 0;
        using var handler = new Handler(
            async (request, _) =>
            {
                for (var attempt = 0; attempt < 3; attempt++)
                {
                    await request.Content!.CopyToAsync(Stream.Null);
                    sent++;
                }

                return Response(request, HttpStatusCode.InternalServerError, "{}");
            }
        );
        using var client = Client(handler);

        await Assert.ThatAsync(() => client.Contacts.CreateAsync(new() { FirstName = "Jane" }), Throws.TypeOf<ApiConnectionException>());
        Assert.That(sent, Is.EqualTo(1));
    }

    [Test]
    public async Task An_exception_of_a_handler_is_wrapped()
    {
        using var handler = new Handler(static (_, _) => throw new TimeoutRejectedException("rejected"));
        using var client = Client(handler, static options => options.MaxRetries = 0);

        await Assert.ThatAsync(
            () => client.Contacts.GetAsync(1),
            Throws.TypeOf<ApiConnectionException>().With.InnerException.TypeOf<TimeoutRejectedException>()
        );
    }

    [TestCase(422, typeof(ApiValidationException))]
    [TestCase(401, typeof(ApiUnauthorizedException))]
    [TestCase(200, typeof(ApiResponseException))]
    public async Task A_damaged_compressed_body_keeps_the_status(int status, Type expected)
    {
        using var handler = new Handler(
            (request, _) =>
                Task.FromResult(
                    new HttpResponseMessage((HttpStatusCode)status)
                    {
                        RequestMessage = request,
                        Content = new StreamContent(
                            new System.IO.Compression.BrotliStream(
                                new MemoryStream([1, 2, 3, 4, 5, 6, 7, 8]),
                                System.IO.Compression.CompressionMode.Decompress
                            )
                        ),
                    }
                )
        );
        using var client = Client(handler, static options => options.MaxRetries = 0);

        await Assert.ThatAsync(() => client.Contacts.GetAsync(1), Throws.TypeOf(expected));
    }

    [Test]
    public async Task A_timeout_of_a_pipeline_does_not_make_a_creation_happen_twice()
    {
        using var handler = new Handler(
            static async (request, _) =>
            {
                await request.Content!.CopyToAsync(Stream.Null);
                await Task.Delay(System.Threading.Timeout.Infinite, CanceledBy(request));
                throw new InvalidOperationException("It was not canceled.");
            }
        );
        using var client = Client(
            handler,
            static options =>
                options.ResiliencePipeline = new ResiliencePipelineBuilder()
                    .AddRetry(
                        new RetryStrategyOptions
                        {
                            MaxRetryAttempts = 2,
                            Delay = TimeSpan.Zero,
                            ShouldHandle = new PredicateBuilder().Handle<TimeoutRejectedException>().Handle<ApiException>(),
                        }
                    )
                    .AddTimeout(TimeSpan.FromMilliseconds(50))
                    .Build()
        );

        await Assert.ThatAsync(() => client.Contacts.CreateAsync(new() { FirstName = "Jane" }), Throws.TypeOf<ApiConnectionException>());
        Assert.That(handler.Requests, Is.EqualTo(1));
    }

    private static readonly HttpRequestOptionsKey<CancellationToken> Token = new("token");

    private static CancellationToken CanceledBy(HttpRequestMessage request) =>
        request.Options.TryGetValue(Token, out var token) ? token : CancellationToken.None;

    private static HttpResponseMessage Response(HttpRequestMessage request, HttpStatusCode status, string body) =>
        new(status) { RequestMessage = request, Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private static ClickFunnelsClient Client(HttpMessageHandler handler, Action<ClickFunnelsClientOptions>? configure = null)
    {
        var options = new ClickFunnelsClientOptions
        {
            AccessToken = "token",
            UserAgent = "Tests/1.0",
            WorkspaceId = 42,
            Subdomain = "acme",
            HttpHandler = handler,
            RetryDelay = TimeSpan.Zero,
        };
        configure?.Invoke(options);
        return new ClickFunnelsClient(options);
    }

    private sealed class Handler(Func<HttpRequestMessage, int, Task<HttpResponseMessage>> send) : HttpMessageHandler
    {
        private int _requests;

        public int Requests => _requests;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Options.Set(Token, cancellationToken);
            return send(request, Interlocked.Increment(ref _requests));
        }
    }
}
