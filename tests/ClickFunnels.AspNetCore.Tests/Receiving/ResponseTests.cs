using System.Collections.Concurrent;
using System.Net;
using System.Text;
using ClickFunnels.AspNetCore.Tests.Support;
using ClickFunnels.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ClickFunnels.AspNetCore.Tests.Receiving;

/// <summary>The responses to deliveries, over HTTP.</summary>
public sealed class ResponseTests
{
    [Test]
    public async Task A_new_event_and_its_repetition_give_200()
    {
        await using var receiver = await TestReceiver.StartAsync();
        var body = Deliveries.Event(Deliveries.NewId());

        Assert.That(await receiver.SendAsync(body), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await receiver.SendAsync(body), Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(WebhookVerificationResult.SignatureMissing)]
    [TestCase(WebhookVerificationResult.TimestampMissing)]
    [TestCase(WebhookVerificationResult.TimestampMalformed)]
    [TestCase(WebhookVerificationResult.TimestampTooOld)]
    [TestCase(WebhookVerificationResult.TimestampTooNew)]
    [TestCase(WebhookVerificationResult.SignatureMalformed)]
    [TestCase(WebhookVerificationResult.SignatureMismatch)]
    public async Task Every_signature_error_gives_the_same_response_and_stores_nothing(WebhookVerificationResult reason)
    {
        await using var receiver = await TestReceiver.StartAsync(builder => builder.Use(new RefusingStore()));
        var age = reason switch
        {
            WebhookVerificationResult.TimestampTooOld => TimeSpan.FromSeconds(-700),
            WebhookVerificationResult.TimestampTooNew => TimeSpan.FromSeconds(700),
            _ => TimeSpan.Zero,
        };
        var secret = reason == WebhookVerificationResult.SignatureMismatch ? Deliveries.NewSecret() : receiver.Secret;
        using var request = Deliveries.Request(Deliveries.Event(Deliveries.NewId()), secret, DateTimeOffset.UtcNow + age);
        switch (reason)
        {
            case WebhookVerificationResult.SignatureMissing:
                request.Headers.Remove(WebhookHeaders.Signature);
                break;
            case WebhookVerificationResult.TimestampMissing:
                request.Headers.Remove(WebhookHeaders.Timestamp);
                break;
            case WebhookVerificationResult.TimestampMalformed:
                request.Headers.Remove(WebhookHeaders.Timestamp);
                request.Headers.Add(WebhookHeaders.Timestamp, "noon");
                break;
            case WebhookVerificationResult.SignatureMalformed:
                var signature = request.Headers.GetValues(WebhookHeaders.Signature).Single();
                request.Headers.Add(WebhookHeaders.Signature, signature);
                break;
        }

        using var response = await receiver.Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.Empty);
        Assert.That(
            response.Headers.Select(static header => header.Key),
            Is.EquivalentTo(new[] { "Date", "Server" }).Or.EquivalentTo(new[] { "Date" }),
            "The response must not contain the reason."
        );
    }

    [TestCase("")]
    [TestCase("no JSON")]
    [TestCase("[]")]
    [TestCase("{}")]
    [TestCase("{\"event_id\":\"1\",\"event_type\":\"\"}")]
    [TestCase("""{"event_type":"contact.created" """)]
    [TestCase("""{"event_type":"two words"}""")]
    [TestCase("""{"event_type":"line\nbreak"}""")]
    [TestCase("""{"event_type":"\u0000"}""")]
    public async Task A_signed_body_that_is_not_an_event_gives_400(string body)
    {
        await using var receiver = await TestReceiver.StartAsync(builder => builder.Use(new RefusingStore()));

        Assert.That(await receiver.SendAsync(Encoding.UTF8.GetBytes(body)), Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Deep_nesting_gives_400()
    {
        await using var receiver = await TestReceiver.StartAsync(builder => builder.Use(new RefusingStore()));
        var body = """{"event_type":"contact.created","data":""" + new string('[', 100_000) + new string(']', 100_000) + "}";

        Assert.That(await receiver.SendAsync(Encoding.UTF8.GetBytes(body)), Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("GET")]
    [TestCase("PUT")]
    [TestCase("DELETE")]
    public async Task Other_methods_give_405(string method)
    {
        await using var receiver = await TestReceiver.StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(TestReceiver.Path, UriKind.Relative));

        using var response = await receiver.Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
    }

    [TestCase(0, false, HttpStatusCode.OK)]
    [TestCase(0, true, HttpStatusCode.OK)]
    [TestCase(1, false, HttpStatusCode.RequestEntityTooLarge)]
    [TestCase(1, true, HttpStatusCode.RequestEntityTooLarge)]
    public async Task A_body_beyond_the_limit_gives_413(int beyond, bool chunked, HttpStatusCode expected)
    {
        const int Limit = 50_000;
        await using var receiver = await TestReceiver.StartAsync(configure: options => options.MaxBodyBytes = Limit);
        var start = """{"event_type":"contact.created","padding":" """u8;
        byte[] body = [.. start, .. Enumerable.Repeat((byte)'x', Limit - start.Length - 2 + beyond), .. "\"}"u8];
        using var request = Deliveries.Request(body, receiver.Secret, DateTimeOffset.UtcNow);
        request.Headers.TransferEncodingChunked = chunked;
        if (chunked)
        {
            request.Content!.Headers.ContentLength = null;
        }

        using var response = await receiver.Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(expected));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.Empty);
    }

    [Test]
    public async Task A_store_that_fails_gives_503()
    {
        await using var receiver = await TestReceiver.StartAsync(builder => builder.Use(new RefusingStore()));

        Assert.That(await receiver.SendAsync(Deliveries.Event(Deliveries.NewId())), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
    }

    [Test]
    public async Task A_full_store_gives_503_until_it_has_room()
    {
        var started = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        await using var receiver = await TestReceiver.StartAsync(
            builder =>
                builder.OnAny(
                    (_, _, _) =>
                    {
                        started.TrySetResult();
                        return finish.Task;
                    }
                ),
            options => options.InMemory.MaxOpenEvents = 1
        );
        var second = Deliveries.Event(Deliveries.NewId());

        Assert.That(
            await receiver.SendAsync(Deliveries.Event(Deliveries.NewId())),
            Is.EqualTo(HttpStatusCode.OK),
            "The response does not wait for the handler."
        );
        await started.Task;
        Assert.That(await receiver.SendAsync(second), Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        finish.SetResult();
        await receiver.UntilIdleAsync();
        Assert.That(await receiver.SendAsync(second), Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task An_event_without_an_id_is_identified_by_its_body()
    {
        var keys = new List<WebhookKey>();
        await using var receiver = await TestReceiver.StartAsync(
            builder =>
                builder.OnAny(
                    (_, context, _) =>
                    {
                        keys.Add(context.Key);
                        return Task.CompletedTask;
                    }
                ),
            options => options.Workers = 1
        );
        var (one, other) = (Deliveries.Event(subjectId: 1), Deliveries.Event(subjectId: 2));

        foreach (var body in new[] { one, one, other })
        {
            Assert.That(await receiver.SendAsync(body), Is.EqualTo(HttpStatusCode.OK));
        }

        await receiver.UntilIdleAsync();
        Assert.That(
            keys.Select(static key => key.EventId).ToList(),
            Has.Count.EqualTo(2).And.Unique.And.All.Match("^sha256:[0-9a-f]{64}$")
        );
    }

    [TestCase("subject_id", "9223372036854775808")]
    [TestCase("subject_id", "-9223372036854775809")]
    [TestCase("subject_id", "1e400")]
    [TestCase("subject_id", "1.5")]
    [TestCase("subject_id", "\"9223372036854775808\"")]
    [TestCase("workspace_id", "9223372036854775808")]
    [TestCase("page_id", "9223372036854775808")]
    [TestCase("funnel", """{"id":9223372036854775808}""")]
    [TestCase("api_version", "9223372036854775808")]
    [TestCase("api_version", "4294967297")]
    [TestCase("data", """{"id":9223372036854775808}""")]
    public async Task A_number_beyond_64_bits_is_accepted_and_handled(string field, string value)
    {
        var handled = new TaskCompletionSource<WebhookNotification>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var receiver = await TestReceiver.StartAsync(builder =>
            builder.OnAny(
                (notification, _, _) =>
                {
                    handled.SetResult(notification);
                    return Task.CompletedTask;
                }
            )
        );
        var body = $$"""{"event_id":"1","event_type":"contact.created","{{field}}":{{value}}}""";

        Assert.That(await receiver.SendAsync(Encoding.UTF8.GetBytes(body)), Is.EqualTo(HttpStatusCode.OK));
        await receiver.UntilIdleAsync();

        Assert.That(handled.Task.IsCompletedSuccessfully, Is.True, "It is a dead letter or waits for a retry.");
        if (field != "data")
        {
            Assert.That((await handled.Task).AdditionalProperties, Contains.Key(field), "The value is kept.");
        }
    }

    [TestCase("with space")]
    [TestCase("line\nbreak")]
    [TestCase("null\0")]
    [TestCase("sha256:forged")]
    public async Task An_unusual_id_is_hashed(string id)
    {
        var key = new TaskCompletionSource<WebhookKey>();
        await using var receiver = await TestReceiver.StartAsync(builder =>
            builder.OnAny(
                (_, context, _) =>
                {
                    key.SetResult(context.Key);
                    return Task.CompletedTask;
                }
            )
        );

        await receiver.SendAsync(Deliveries.Event(id));

        Assert.That((await key.Task).EventId, Does.Match("^sha256:[0-9a-f]{64}$"));
    }

    [TestCase("contact.created")]
    [TestCase("new.type")]
    public async Task A_body_that_middleware_has_buffered_is_read_again(string type)
    {
        await using var receiver = await StartBehindAsync(async request =>
        {
            request.EnableBuffering();
            await request.Body.CopyToAsync(Stream.Null);
        });

        Assert.That(await receiver.SendAsync(Deliveries.Event(Deliveries.NewId(), type)), Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_body_that_middleware_has_read_gives_500_and_the_log_has_the_fix(bool isPartlyRead)
    {
        var log = new ConcurrentQueue<string>();
        await using var receiver = await StartBehindAsync(
            async request =>
            {
                if (isPartlyRead)
                {
                    await request.Body.ReadExactlyAsync(new byte[5]);
                }
                else
                {
                    await request.Body.CopyToAsync(Stream.Null);
                }
            },
            log
        );
        var body = Deliveries.Event(Deliveries.NewId());

        Assert.That(await receiver.SendAsync(body), Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(
            log,
            Has.Exactly(1)
                .StartsWith("Error:")
                .And.Contains($"{(isPartlyRead ? 5 : body.Length)} of {body.Length} bytes")
                .And.Contains("Request.EnableBuffering()")
        );
    }

    [Test]
    public async Task A_chunked_body_that_middleware_has_read_gives_400_and_the_log_has_the_fix()
    {
        var log = new ConcurrentQueue<string>();
        await using var receiver = await StartBehindAsync(request => request.Body.CopyToAsync(Stream.Null), log);
        using var request = Deliveries.Request(Deliveries.Event(Deliveries.NewId()), receiver.Secret, DateTimeOffset.UtcNow);
        request.Headers.TransferEncodingChunked = true;
        request.Content!.Headers.ContentLength = null;

        using var response = await receiver.Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(log, Has.Exactly(1).StartsWith("Warning:").And.Contains("Request.EnableBuffering()"));
    }

    private static Task<TestReceiver> StartBehindAsync(Func<HttpRequest, Task> middleware, ConcurrentQueue<string>? log = null) =>
        TestReceiver.StartAsync(
            map: app =>
            {
                app.Use(
                    async (context, next) =>
                    {
                        await middleware(context.Request);
                        await next(context);
                    }
                );
                app.MapClickFunnelsWebhooks(TestReceiver.Path);
            },
            log: log
        );
}
