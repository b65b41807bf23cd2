using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>A small server on loopback that receives deliveries.</summary>
internal sealed class DeliveryListener : IAsyncDisposable
{
    public const int MaximumBody = 4 * 1024 * 1024;
    private const int MaximumConnections = 100;
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(3);

    private readonly WebApplication _app;

    private DeliveryListener(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
    }

    /// <summary>The address that it listens on.</summary>
    public Uri Address { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="handle">Handles a POST and returns the status to respond with.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<DeliveryListener> StartAsync(
        int port,
        Func<HttpRequest, CancellationToken, Task<int>> handle,
        CancellationToken cancellationToken
    )
    {
        // Without settings of the folder and the environment, which are not about this program.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaximumBody;
            kestrel.Limits.MaxConcurrentConnections = MaximumConnections;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var app = builder.Build();
        app.Run(context => RespondAsync(context, handle));
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        var addresses = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        return new DeliveryListener(app, new Uri(addresses.Addresses.First()));
    }

    /// <summary>Reads the body of a request.</summary>
    public static async Task<byte[]> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, cancellationToken);
        return body.ToArray();
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(LongestStop);
        try
        {
            await _app.StopAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // A sender or a receiver was too slow.
        }

        await _app.DisposeAsync();
    }

    private static async Task RespondAsync(HttpContext context, Func<HttpRequest, CancellationToken, Task<int>> handle)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            context.Response.Headers.Allow = "POST";
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            return;
        }

        try
        {
            context.Response.StatusCode = await handle(context.Request, context.RequestAborted);
        }
        catch (BadHttpRequestException problem)
        {
            context.Response.StatusCode = problem.StatusCode;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The sender does not wait for the response.
        }
    }

    // The program has its own handlers of signals.
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
