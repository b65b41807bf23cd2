using System.Net;
using System.Net.Sockets;
using ClickFunnels.AspNetCore.Tests.Support;
using ClickFunnels.Emulator;
using ClickFunnels.OAuth;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.AspNetCore.Tests.OAuth;

/// <summary>
/// An application where customers connect, on a free port, with an emulator as the service. Its log is scanned for secrets.
/// </summary>
internal sealed class ConnectSite : IAsyncDisposable
{
    public const string Path = "/connect/clickfunnels";

    private readonly WebApplication _application;
    private readonly DirectoryInfo _keys;

    private ConnectSite(WebApplication application, ClickFunnelsEmulator service, DirectoryInfo keys, ManualTimeProvider clock, Uri url)
    {
        _application = application;
        _keys = keys;
        Service = service;
        Clock = clock;
        Url = url;
    }

    public ClickFunnelsEmulator Service { get; }

    public ManualTimeProvider Clock { get; }

    public Uri Url { get; }

    public Uri StartUrl => new(Url, Path);

    public IServiceProvider Services => _application.Services;

    public IOAuthTokenStore Tokens => Services.GetRequiredService<IOAuthTokenStore>();

    public ClickFunnelsConnector Connector => Services.GetRequiredService<ClickFunnelsConnector>();

    public static async Task<ConnectSite> StartAsync(
        Action<ClickFunnelsConnectOptions>? configure = null,
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null
    )
    {
        var service = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions { Contacts = 2, Workspaces = { new WorkspaceSeed("second") { Contacts = 3 } } }
        );
        LogCapture.Forbid(service.OAuthApplication.ClientSecret!);
        var keys = Directory.CreateTempSubdirectory("clickfunnels-connect");
        var clock = new ManualTimeProvider();

        // Bound before the application is built, because the redirect URI contains the port.
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            var url = new Uri($"http://{socket.LocalEndPoint}");
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().UseUrls(url.OriginalString);
            builder.Services.Configure<SocketTransportOptions>(options => options.CreateBoundListenSocket = _ => socket);
            builder.Services.AddRoutingCore();
            builder.Services.AddDataProtection().PersistKeysToFileSystem(keys);
            builder.Services.AddSingleton<TimeProvider>(clock);

            // The server logs URLs with queries at Information. Only the log of the library is tested.
            builder
                .Logging.AddProvider(new LogCapture())
                .SetMinimumLevel(LogLevel.Debug)
                .AddFilter("Microsoft.AspNetCore.Hosting", LogLevel.Warning)
                .AddFilter("Microsoft.AspNetCore.Server", LogLevel.Warning);
            builder.Services.AddClickFunnelsConnect(options =>
            {
                options.OAuth = new OAuthOptions
                {
                    ClientId = service.OAuthApplication.ClientId,
                    ClientSecret = service.OAuthApplication.ClientSecret,
                    RedirectUri = new Uri(url, Path + "/callback").AbsoluteUri,
                    UserAgent = "ConnectSite/1.0",
                    AccountsAddress = service.Url,
                };
                options.Client.BaseAddress = service.Url;
                options.Client.MaxRetries = 0;
                configure?.Invoke(options);
            });
            services?.Invoke(builder.Services);

            var application = builder.Build();
            if (map is null)
            {
                application.MapClickFunnelsConnect(Path);
            }
            else
            {
                map(application);
            }

            await application.StartAsync();
            return new ConnectSite(application, service, keys, clock, url);
        }
        catch
        {
            socket.Dispose();
            await service.DisposeAsync();
            keys.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>Opens the start page, consents, and returns the callback URL.</summary>
    public async Task<Uri> ConsentAsync(Browser browser, long? workspaceId = null, string query = "")
    {
        var start = await browser.OpenAsync(new Uri(StartUrl + query));
        LogCapture.Forbid(start.Returned("state")!);
        var back = await browser.ConsentAsync(await browser.OpenAsync(start.Location!), workspaceId);
        LogCapture.Forbid(back.Returned("code")!);
        return back.Location!;
    }

    /// <summary>Connects a workspace and returns its token.</summary>
    public async Task<OAuthToken> ConnectAsync(Browser browser, long workspaceId)
    {
        await browser.OpenAsync(await ConsentAsync(browser, workspaceId));
        var token = (await Tokens.FindAsync(workspaceId))!;
        LogCapture.Forbid(token.AccessToken);
        return token;
    }

    public Task StopServiceAsync() => Service.DisposeAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await Service.DisposeAsync();
        _keys.Delete(recursive: true);
    }
}
