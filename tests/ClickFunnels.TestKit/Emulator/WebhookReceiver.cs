using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ClickFunnels.TestKit;

/// <summary>One request that a receiver got.</summary>
internal sealed record Received(string Method, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string EventType => Json["event_type"]!.GetValue<string>();

    public string EventId => Json["event_id"]!.GetValue<string>();

    public string Signature => Headers["X-Webhook-ClickFunnels-Signature"];

    public string Timestamp => Headers["X-Webhook-ClickFunnels-Timestamp"];

    /// <summary>The signature as the guide defines it, worked out anew.</summary>
    public string Expected(string secret) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(Timestamp + ".").Concat(Body).ToArray())
        );
}

/// <summary>A receiver of webhooks on loopback that keeps its deliveries and responds as configured.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Lock _gate = new();
    private readonly List<Received> _received = [];
    private readonly SemaphoreSlim _arrived = new(0);

    private WebhookReceiver(WebApplication app) => _app = app;

    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Responds to a request; 200 without a body unless set.</summary>
    public Func<Received, HttpContext, Task> Respond { get; set; } = (_, _) => Task.CompletedTask;

    public IReadOnlyList<Received> Received
    {
        get
        {
            lock (_gate)
            {
                return [.. _received];
            }
        }
    }

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var receiver = new WebhookReceiver(builder.Build());
        receiver._app.Run(receiver.ReceiveAsync);
        await receiver._app.StartAsync();
        receiver.Url = new Uri(new Uri(receiver._app.Urls.First()), "/hooks");
        return receiver;
    }

    /// <summary>Completes when one more request than before has arrived.</summary>
    public Task NextAsync() => _arrived.WaitAsync();

    public void RespondWith(int status) =>
        Respond = (_, context) =>
        {
            context.Response.StatusCode = status;
            return Task.CompletedTask;
        };

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _arrived.Dispose();
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key,
            header => header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase
        );
        var received = new Received(context.Request.Method, headers, body.ToArray());
        lock (_gate)
        {
            _received.Add(received);
        }

        _arrived.Release();
        await Respond(received, context);
    }
}
