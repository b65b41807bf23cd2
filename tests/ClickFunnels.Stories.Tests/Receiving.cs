using System.Collections.Concurrent;
using ClickFunnels.AspNetCore;
using ClickFunnels.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebhookSample;

namespace ClickFunnels.Stories;

/// <summary>A receiver of this library on loopback that is registered with an emulator and keeps what it handled.</summary>
internal sealed class Receiving : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly EndpointSecret _secret;
    private readonly ConcurrentQueue<WebhookNotification> _handled;

    private Receiving(WebApplication app, EndpointSecret secret, ConcurrentQueue<WebhookNotification> handled)
    {
        _app = app;
        _secret = secret;
        _handled = handled;
    }

    /// <summary>Events in the order in which they were handled.</summary>
    public IReadOnlyList<WebhookNotification> Handled => [.. _handled];

    /// <summary>Starts a receiver.</summary>
    /// <param name="services">Registers what replaces the store or the clock.</param>
    /// <param name="front">The middleware in front of the receiver.</param>
    public static async Task<Receiving> StartAsync(Action<IServiceCollection>? services = null, Action<WebApplication>? front = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        var secret = new EndpointSecret();
        var handled = new ConcurrentQueue<WebhookNotification>();
        builder.Services.AddSingleton<IWebhookSecretProvider>(secret);
        services?.Invoke(builder.Services);
        builder
            .Services.AddClickFunnelsWebhooks(_ => { })
            .OnAny(
                (notification, _, _) =>
                {
                    handled.Enqueue(notification);
                    return Task.CompletedTask;
                }
            );

        var app = builder.Build();
        front?.Invoke(app);
        app.UseRouting();
        app.MapClickFunnelsWebhooks("/hooks");
        await app.StartAsync();
        return new Receiving(app, secret, handled);
    }

    /// <summary>Makes the emulator deliver events here; returns the id of the endpoint.</summary>
    public async Task<long> RegisterAsync(ClickFunnelsClient client, params IEnumerable<string> eventTypes)
    {
        var endpoint = await client.Webhooks.Endpoints.EnsureEndpointAsync(new Uri(new Uri(_app.Urls.Single()), "/hooks"), eventTypes);
        _secret.TakeFrom(endpoint);
        return endpoint.Endpoint.Id;
    }

    /// <summary>Returns when every event that was accepted is handled; the test runner's time limit ends a wait that never does.</summary>
    public async Task UntilIdleAsync()
    {
        var store = _app.Services.GetRequiredService<IWebhookEventStore>();
        while ((await store.CountAsync()).Open > 0)
        {
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
