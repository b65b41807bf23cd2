using System.Collections.Concurrent;
using System.Net;
using ClickFunnels.AspNetCore;
using ClickFunnels.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.Stories.Snippets;

public class WebhookSnippets
{
    private const string Secret = "whsec-of-a-snippet";

    [Test]
    public void Verify_by_hand()
    {
        var rawBody = """{"event_id":"1","event_type":"contact.created","data":{"id":7}}"""u8.ToArray();
        var signed = WebhookSignature.Sign(rawBody, Secret, DateTimeOffset.UtcNow);
        var (signature, timestamp, secret) = (signed.Signature, signed.Timestamp, Secret);

        var verifier = new WebhookVerifier(secret);
        if (!verifier.Verify(rawBody, signature, timestamp).IsValid)
        {
            throw new UnauthorizedAccessException();
        }

        var text = WebhookNotification.Parse(rawBody) switch
        {
            ContactCreated created => $"contact {created.Data?.Id}",
            OrderCompleted completed => $"order {completed.Data?.Id}",
            var other => $"{other.EventType} is not handled here",
        };

        Assert.That(text, Is.EqualTo("contact 7"));
    }

    [Test]
    public async Task Receive()
    {
        var builder = Application();
        var handled = new TaskCompletionSource<string>();
        builder.Services.AddSingleton<Mailing>(new Mailing(handled));
        builder.Configuration["ClickFunnels:WebhookSecret"] = Secret;

        builder
            .Services.AddClickFunnelsWebhooks(options => options.Secrets = [builder.Configuration["ClickFunnels:WebhookSecret"]!])
            .On<ContactCreated>(
                async (notification, context, cancellationToken) =>
                    await context.Services.GetRequiredService<Mailing>().WelcomeAsync(notification.Data!.EmailAddress!, cancellationToken)
            )
            .On<OrderCompleted, OrderCompletedHandler>()
            .OnAny((notification, context, cancellationToken) => Task.CompletedTask);

        await using var app = builder.Build();
        app.MapClickFunnelsWebhooks("/webhooks/clickfunnels");

        await app.StartAsync();
        var body = """{"event_id":"1","event_type":"contact.created","data":{"id":7,"email_address":"jane@example.com"}}"""u8.ToArray();
        Assert.That(await SendAsync(app, body, "/webhooks/clickfunnels"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await handled.Task, Is.EqualTo("jane@example.com"));
    }

    [Test]
    public async Task Tenants_order_and_health()
    {
        var builder = Application();
        var copies = new ConcurrentDictionary<long, string>();

        builder
            .Services.AddClickFunnelsWebhooks(options =>
            {
                options.TenantSecrets["acme"] = [Secret];
                options.RetrySchedule = [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)];
                options.HandlerTimeout = TimeSpan.FromSeconds(30);
                options.MaxDeadLetters = 10;
            })
            .On<ContactUpdated>(
                async (notification, context, cancellationToken) =>
                {
                    if (notification.Data is { Id: { } id } contact && await context.IsLatestAsync(cancellationToken))
                    {
                        copies[id] = contact.EmailAddress!;
                    }
                }
            );
        builder.Services.AddHealthChecks().AddClickFunnelsWebhooks();

        await using var app = builder.Build();
        app.MapClickFunnelsWebhooks("/webhooks/clickfunnels/{tenant}");
        app.MapClickFunnelsWebhooks("/webhooks/by-host", WebhookTenant.FromHost);
        app.MapHealthChecks("/health");

        await app.StartAsync();
        foreach (var (minute, address) in new[] { (2, "new@example.com"), (1, "old@example.com") })
        {
            var body = $$$"""
                {"event_id":"{{{minute}}}","event_type":"contact.updated","subject_type":"Contact","subject_id":7,
                 "created_at":"2026-03-01T12:0{{{minute}}}:00.000Z","data":{"id":7,"email_address":"{{{address}}}"}}
                """;
            Assert.That(
                await SendAsync(app, System.Text.Encoding.UTF8.GetBytes(body), "/webhooks/clickfunnels/acme"),
                Is.EqualTo(HttpStatusCode.OK)
            );
            var store = app.Services.GetRequiredService<IWebhookEventStore>();
            while ((await store.CountAsync()).Open > 0)
            {
                await Task.Yield();
            }
        }

        Assert.That(copies[7], Is.EqualTo("new@example.com"));
    }

    // Needs a database: compiled, not called.
    public static void InPostgreSql(WebApplicationBuilder builder)
    {
        builder
            .Services.AddClickFunnelsWebhooks(options => options.Secrets = [builder.Configuration["ClickFunnels:WebhookSecret"]!])
            .On<OrderCompleted, OrderCompletedHandler>()
            .UsePostgreSql(builder.Configuration.GetConnectionString("Webhooks")!);
    }

    // Compiled, not called.
    public static async Task RepairAsync(IWebhookEventStore store, CancellationToken cancellationToken)
    {
        foreach (var dead in await store.ListDeadLettersAsync(100, cancellationToken))
        {
            Console.WriteLine($"{dead.Webhook} failed {dead.Attempts} times, at last with {dead.Failure}");
            await store.RequeueAsync(dead.Webhook.Key, cancellationToken);
        }
    }

    private static WebApplicationBuilder Application()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        return builder;
    }

    private static async Task<HttpStatusCode> SendAsync(WebApplication app, byte[] body, string path)
    {
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var signed = WebhookSignature.Sign(body, Secret, DateTimeOffset.UtcNow);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative))
        {
            Content = new ByteArrayContent(body),
        };
        request.Headers.Add(WebhookHeaders.Signature, signed.Signature);
        request.Headers.Add(WebhookHeaders.Timestamp, signed.Timestamp);
        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }

    public sealed class Mailing(TaskCompletionSource<string> sent)
    {
        public Task WelcomeAsync(string address, CancellationToken cancellationToken) =>
            Task.Run(() => sent.SetResult(address), cancellationToken);
    }

    public sealed class Warehouse
    {
        public Task ShipOnceAsync(string deliveryNote, long? order, CancellationToken cancellationToken) =>
            Task.Delay(0, cancellationToken);
    }

    public sealed class OrderCompletedHandler(Warehouse warehouse) : IWebhookHandler<OrderCompleted>
    {
        public Task HandleAsync(OrderCompleted notification, WebhookContext context, CancellationToken cancellationToken) =>
            warehouse.ShipOnceAsync(deliveryNote: context.Key.EventId, notification.Data?.Id, cancellationToken);
    }
}
