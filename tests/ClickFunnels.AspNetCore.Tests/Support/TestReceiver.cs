using System.Collections.Concurrent;
using System.Net;
using ClickFunnels.AspNetCore.PostgreSql;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.AspNetCore.Tests.Support;

/// <summary>The event store of a receiver under test.</summary>
public enum StoreKind
{
    /// <summary>The in-memory store.</summary>
    Memory,

    /// <summary>The PostgreSQL store, with its own schema.</summary>
    PostgreSql,
}

/// <summary>A receiver on a free loopback port, and a client to call it.</summary>
internal sealed class TestReceiver : IAsyncDisposable
{
    public const string Path = "/webhooks/clickfunnels";

    private readonly WebApplication _application;

    private TestReceiver(WebApplication application, string secret)
    {
        _application = application;
        Secret = secret;
        Http = new HttpClient { BaseAddress = new Uri(application.Urls.Single()) };
    }

    public string Secret { get; }

    public HttpClient Http { get; }

    public IServiceProvider Services => _application.Services;

    public IWebhookEventStore Store => Services.GetRequiredService<IWebhookEventStore>();

    public static async Task<TestReceiver> StartAsync(
        Action<ClickFunnelsWebhooksBuilder>? handlers = null,
        Action<ClickFunnelsWebhooksOptions>? configure = null,
        Action<WebApplication>? map = null,
        Action<IServiceCollection>? services = null,
        ConcurrentQueue<string>? log = null
    )
    {
        var secret = Deliveries.NewSecret();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        builder.Logging.AddProvider(new LogCapture(log)).SetMinimumLevel(LogLevel.Debug);
        services?.Invoke(builder.Services);
        var webhooks = builder.Services.AddClickFunnelsWebhooks(options =>
        {
            options.Secrets = [secret];
            options.PollInterval = TimeSpan.FromMilliseconds(50);
            configure?.Invoke(options);
        });
        handlers?.Invoke(webhooks);

        var application = builder.Build();
        application.UseRouting();
        if (map is null)
        {
            application.MapClickFunnelsWebhooks(Path);
        }
        else
        {
            map(application);
        }

        await application.StartAsync();
        return new TestReceiver(application, secret);
    }

    public Task<HttpStatusCode> SendAsync(byte[] body, DateTimeOffset? signedAt = null) => Http.SendAsync(body, Secret, signedAt);

    public Task StopAsync() => _application.StopAsync();

    /// <summary>Waits until the store has no open events. The time limit of the test runner ends an endless wait.</summary>
    public async Task UntilIdleAsync()
    {
        while ((await Store.CountAsync()).Open > 0)
        {
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _application.DisposeAsync();
    }
}

/// <summary>Configures stores.</summary>
internal static class StoreKinds
{
    public static ClickFunnelsWebhooksBuilder Use(this ClickFunnelsWebhooksBuilder builder, StoreKind kind) =>
        kind == StoreKind.Memory
            ? builder
            : builder.UsePostgreSql(PostgreSqlServer.Require().ConnectionString, options => options.Schema = PostgreSqlServer.NewSchema());

    public static ClickFunnelsWebhooksBuilder Use(this ClickFunnelsWebhooksBuilder builder, IWebhookEventStore store) =>
        builder.UseStore(_ => store, static _ => new InMemoryWebhookOrder());

    public static PostgreSqlWebhookEventStore PostgreSql(TimeProvider clock) =>
        new(
            PostgreSqlServer.Require().Source,
            new PostgreSqlWebhookOptions { Schema = PostgreSqlServer.NewSchema(), TimeProvider = clock }
        );
}
