using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Xml.Linq;
using ClickFunnels.AspNetCore;
using ClickFunnels.Emulator;
using ClickFunnels.OAuth;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace OAuthConnect;

/// <summary>An application with a page on which customers connect their workspaces. It listens on a free loopback port.</summary>
public sealed class ConnectApplication : IAsyncDisposable
{
    private readonly WebApplication _web;

    private ConnectApplication(WebApplication web, Uri url)
    {
        _web = web;
        Url = url;
    }

    /// <summary>The URL of the page.</summary>
    public Uri Url { get; }

    /// <summary>The services of the application.</summary>
    public IServiceProvider Services => _web.Services;

    /// <summary>Starts the application.</summary>
    /// <param name="clickFunnels">The emulator that replaces the service.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public static async Task<ConnectApplication> StartAsync(ClickFunnelsEmulator clickFunnels, CancellationToken cancellationToken)
    {
        // Bound before the application is built, because the redirect URI contains the port.
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var url = new Uri($"http://{socket.LocalEndPoint}");

        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url.OriginalString);
        builder.Services.Configure<SocketTransportOptions>(options => options.CreateBoundListenSocket = _ => socket);
        builder.Logging.ClearProviders();
        builder.Services.Configure<KeyManagementOptions>(static options => options.XmlRepository = new InMemoryKeys());
        builder.Services.AddAntiforgery();
        builder.Services.AddSingleton<Customers>();

        builder.Services.AddClickFunnelsConnect(options =>
        {
            options.OAuth = new OAuthOptions
            {
                ClientId = clickFunnels.OAuthApplication.ClientId,
                ClientSecret = clickFunnels.OAuthApplication.ClientSecret,
                RedirectUri = new Uri(url, "/connect/clickfunnels/callback").AbsoluteUri,
                UserAgent = "ClickFunnels-OAuthConnect/1.0",
                AccountsAddress = clickFunnels.Url,
            };

            // Not needed with the real service, where each workspace has its own host.
            options.Client.BaseAddress = clickFunnels.Url;
            options.OnConnected = static context =>
            {
                context.HttpContext.RequestServices.GetRequiredService<Customers>().Add(context.Token);
                return Task.CompletedTask;
            };
        });

        var web = builder.Build();
        web.UseAntiforgery();
        web.MapClickFunnelsConnect("/connect/clickfunnels");
        web.MapGet("/", ShowAsync);
        web.MapPost("/disconnect", DisconnectAsync);
        await web.StartAsync(cancellationToken);
        return new ConnectApplication(web, url);
    }

    /// <summary>Stops the application.</summary>
    public async ValueTask DisposeAsync() => await _web.DisposeAsync();

    private static async Task ShowAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var clients = services.GetRequiredService<ClickFunnelsClientFactory>();
        var rows = new List<ConnectedWorkspace>();
        foreach (var (id, name) in services.GetRequiredService<Customers>().All)
        {
            var client = await clients.ForWorkspaceAsync(id, context.RequestAborted);
            var contacts = 0;
            await foreach (var contact in client.Contacts.ListAsync(cancellationToken: context.RequestAborted))
            {
                contacts++;
            }

            rows.Add(new ConnectedWorkspace(id, name, contacts));
        }

        var antiforgery = services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(context);
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(StartPage.Write(rows, antiforgery), context.RequestAborted);
    }

    private static async Task DisconnectAsync(HttpContext context)
    {
        if (
            !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context)
            || !long.TryParse((await context.Request.ReadFormAsync(context.RequestAborted))["workspace_id"], out var workspaceId)
        )
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        await context.RequestServices.GetRequiredService<ClickFunnelsConnector>().DisconnectAsync(workspaceId, context.RequestAborted);
        context.RequestServices.GetRequiredService<Customers>().Remove(workspaceId);
        context.Response.Redirect("/");
    }
}

/// <summary>
/// Stores the keys that encrypt cookies in memory, so that the sample leaves no files. Your application must persist them where all
/// of its instances can read them.
/// </summary>
internal sealed class InMemoryKeys : IXmlRepository
{
    private readonly ConcurrentQueue<XElement> _keys = new();

    public IReadOnlyCollection<XElement> GetAllElements() => [.. _keys.Select(static key => new XElement(key))];

    public void StoreElement(XElement element, string friendlyName) => _keys.Enqueue(new XElement(element));
}
