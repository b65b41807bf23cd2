using ClickFunnels.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace WebhookSample;

/// <summary>An application that receives webhooks. It listens on a free loopback port.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private const string Path = "/webhooks/clickfunnels";
    private readonly WebApplication _app;

    private Receiver(WebApplication app, EndpointSecret secret)
    {
        _app = app;
        Secret = secret;
        Url = new Uri(new Uri(app.Urls.Single()), Path);
    }

    /// <summary>The URL of the webhook endpoint.</summary>
    public Uri Url { get; }

    /// <summary>The secret that deliveries are verified with.</summary>
    public EndpointSecret Secret { get; }

    /// <summary>The copies of contacts, made from events.</summary>
    public ContactCopies Copies => _app.Services.GetRequiredService<ContactCopies>();

    /// <summary>Starts the receiver. It listens when the task completes.</summary>
    /// <param name="transcript">Receives a line for each event that is handled.</param>
    /// <param name="postgreSql">The connection string of the event database; null to keep events in memory.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<Receiver> StartAsync(
        TextWriter transcript,
        string? postgreSql = null,
        CancellationToken cancellationToken = default
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Error);

        var secret = new EndpointSecret();
        builder.Services.AddSingleton<IWebhookSecretProvider>(secret);
        builder.Services.AddSingleton(TextWriter.Synchronized(transcript));
        builder.Services.AddSingleton<ContactCopies>();
        builder.Services.AddHealthChecks().AddClickFunnelsWebhooks();

        // One worker, so that the transcript shows events in the order in which they arrive.
        var webhooks = builder.Services.AddClickFunnelsWebhooks(options => options.Workers = 1).AddHandlers();
        if (postgreSql is not null)
        {
            webhooks.UsePostgreSql(postgreSql);
        }

        var app = builder.Build();
        try
        {
            app.MapClickFunnelsWebhooks(Path);
            app.MapHealthChecks("/health");

            // Connects to the database, so that a wrong connection string fails at startup.
            await app.Services.GetRequiredService<IWebhookEventStore>().CountAsync(cancellationToken);
            await app.StartAsync(cancellationToken);
            return new Receiver(app, secret);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until every accepted event is handled.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task WaitUntilHandledAsync(CancellationToken cancellationToken = default)
    {
        var store = _app.Services.GetRequiredService<IWebhookEventStore>();
        while ((await store.CountAsync(cancellationToken)).Open > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }

    /// <summary>Stops the receiver.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
