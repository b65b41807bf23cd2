using System.Collections.Concurrent;
using System.Net;
using ClickFunnels.AspNetCore.Tests.Support;
using ClickFunnels.OAuth;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.AspNetCore.Tests.OAuth;

/// <summary>Connecting an account over HTTP.</summary>
public sealed class ConnectTests
{
    [Test]
    public async Task A_workspace_is_connected_and_used()
    {
        await using var site = await ConnectSite.StartAsync();
        using var browser = new Browser();
        var picked = site.Service.Workspaces[1].Id;

        var home = await browser.OpenAsync(await site.ConsentAsync(browser, picked, "?returnUrl=%2Fsettings%3Ftab%3Dapps"));

        Assert.That((home.Status, home.Location?.OriginalString), Is.EqualTo((302, "/settings?tab=apps")));
        var token = await site.Tokens.FindAsync(picked);
        LogCapture.Forbid(token!.AccessToken);
        var client = await site.Services.GetRequiredService<ClickFunnelsClientFactory>().ForWorkspaceAsync(picked);
        Assert.That(await client.Contacts.ListAsync().ToListAsync(), Has.Count.EqualTo(3));
        Assert.That(
            site.Service.Requests.Where(static request => request.OperationId is not null)
                .Select(static request => request.Headers["User-Agent"]),
            Has.Some.StartWith("ConnectSite/1.0")
        );
    }

    [Test]
    public async Task Without_a_return_URL_the_browser_is_redirected_to_the_URL_of_the_options()
    {
        await using var site = await ConnectSite.StartAsync(static options => options.ReturnUrl = "/accounts");
        using var browser = new Browser();

        Assert.That((await browser.OpenAsync(await site.ConsentAsync(browser))).Location?.OriginalString, Is.EqualTo("/accounts"));
    }

    [TestCase("http://127.0.0.1:5055", "clickfunnels-connect", false)]
    [TestCase("https://acme.example", "__Host-clickfunnels-connect", true)]
    public async Task The_attempt_is_encrypted_in_a_cookie_of_the_browser(string host, string name, bool isSecure)
    {
        await using var site = await ConnectSite.StartAsync(options => options.OAuth.RedirectUri = $"{host}{ConnectSite.Path}/callback");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

        using var response = await http.GetAsync(site.StartUrl);

        var parts = response.Headers.GetValues("Set-Cookie").Single().Split("; ");
        string[] expected = ["httponly", "max-age=600", "path=/", "samesite=lax"];
        Assert.That(parts[0], Does.StartWith(name + "="));
        Assert.That(parts.Skip(1), Is.EquivalentTo(isSecure ? [.. expected, "secure"] : expected));
        Assert.That(parts[0], Does.Not.Contain(Query(response.Headers.Location!, "state")), "encrypted");
        Assert.That(response.Headers.CacheControl?.NoStore, Is.True);
        Assert.That(Query(response.Headers.Location!, "redirect_uri"), Is.EqualTo($"{host}{ConnectSite.Path}/callback"));
        Assert.That(Query(response.Headers.Location!, "code_challenge_method"), Is.EqualTo("S256"));
    }

    [Test]
    public async Task A_user_is_connected_and_OnConnected_gets_the_token()
    {
        OAuthToken? kept = null;
        await using var site = await ConnectSite.StartAsync(options =>
        {
            options.Flow = OAuthFlow.User;
            options.Scopes = ["read"];
            options.OnConnected = context =>
            {
                kept = context.Token;
                LogCapture.Forbid(kept.AccessToken);
                context.ReturnUrl = "/welcome";
                return Task.CompletedTask;
            };
        });
        using var browser = new Browser();

        var home = await browser.OpenAsync(await site.ConsentAsync(browser));

        Assert.That((kept?.WorkspaceId, kept?.Scope, home.Location?.OriginalString), Is.EqualTo(((long?)null, "read", "/welcome")));
        Assert.That(await site.Tokens.FindAsync(site.Service.WorkspaceId), Is.Null);
    }

    [Test]
    public async Task OnConnected_can_write_the_response_after_the_token_is_stored()
    {
        OAuthToken? stored = null;
        await using var site = await ConnectSite.StartAsync(options =>
            options.OnConnected = async context =>
            {
                stored = await context
                    .HttpContext.RequestServices.GetRequiredService<IOAuthTokenStore>()
                    .FindAsync(context.Token.WorkspaceId!.Value);
                context.HandleResponse();
                await context.HttpContext.Response.WriteAsync("Connected.");
            }
        );
        using var browser = new Browser();

        var page = await browser.OpenAsync(await site.ConsentAsync(browser));

        Assert.That((page.Status, page.Html, stored?.WorkspaceId), Is.EqualTo((200, "Connected.", (long?)site.Service.WorkspaceId)));
        LogCapture.Forbid(stored!.AccessToken);
    }

    [Test]
    public async Task A_token_that_cannot_be_stored_is_revoked()
    {
        var store = new FailingTokenStore();
        await using var site = await ConnectSite.StartAsync(services: services => services.AddSingleton<IOAuthTokenStore>(store));
        using var browser = new Browser();

        var page = await browser.OpenAsync(await site.ConsentAsync(browser));

        Assert.That(page.Status, Is.EqualTo(500));
        Assert.That(site.Service.Requests.Count(static request => request.Path == "/oauth/revoke"), Is.EqualTo(1));
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = store.Refused!.AccessToken,
                UserAgent = "ConnectSite/1.0",
                BaseAddress = site.Service.Url,
                WorkspaceId = site.Service.WorkspaceId,
            }
        );
        Assert.That(async () => await client.Contacts.ListAsync().ToListAsync(), Throws.InstanceOf<ApiUnauthorizedException>());
    }

    [Test]
    public async Task The_log_contains_the_workspace_and_no_secrets()
    {
        var lines = new ConcurrentQueue<string>();
        await using var site = await ConnectSite.StartAsync(services: services =>
            services.AddSingleton<ILoggerProvider>(new LogCapture(lines))
        );
        using var browser = new Browser();
        var id = site.Service.WorkspaceId;

        var callback = await site.ConsentAsync(browser);
        await browser.OpenAsync(callback);
        var token = (await site.Tokens.FindAsync(id))!.AccessToken;
        await site.Connector.DisconnectAsync(id);

        var text = string.Join("\n", lines);
        Assert.That(
            text,
            Does.Contain($"Workspace {id} was connected.")
                .And.Contain($"Workspace {id} was disconnected.")
                .And.Contain("Tokens are kept in memory")
        );
        foreach (
            var secret in new[] { token, Query(callback, "code"), Query(callback, "state"), site.Service.OAuthApplication.ClientSecret! }
        )
        {
            Assert.That(text, Does.Not.Contain(secret));
        }
    }

    private static string Query(Uri address, string name) =>
        WebUtility.UrlDecode(
            address.Query.TrimStart('?').Split('&').Single(pair => pair.StartsWith(name + "=", StringComparison.Ordinal))[
                (name.Length + 1)..
            ]
        );

    /// <summary>A store that fails.</summary>
    private sealed class FailingTokenStore : IOAuthTokenStore
    {
        public OAuthToken? Refused { get; private set; }

        public ValueTask<OAuthToken?> FindAsync(long workspaceId, CancellationToken cancellationToken = default) => new((OAuthToken?)null);

        public ValueTask SaveAsync(long workspaceId, OAuthToken token, CancellationToken cancellationToken = default)
        {
            Refused = token;
            LogCapture.Forbid(token.AccessToken);
            throw new IOException("The database is not available.");
        }

        public IAsyncEnumerable<long> ListAsync(CancellationToken cancellationToken = default) => AsyncEnumerable.Empty<long>();

        public ValueTask RemoveAsync(long workspaceId, CancellationToken cancellationToken = default) => default;
    }
}
