using ClickFunnels.AspNetCore;
using ClickFunnels.OAuth;
using ClickFunnels.SingleSignOn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace ClickFunnels.Stories.Snippets;

public class OAuthSnippets
{
    [Test]
    public void A_link_into_the_customer_center()
    {
        var (secretKey, contact) = ("key-of-a-snippet", "jane@example.com");

        var links = new CustomerCenterLinks(
            new CustomerCenterOptions
            {
                SecretKey = secretKey,
                Domain = "www.acme.example",
                Lifetime = TimeSpan.FromMinutes(5),
            }
        );
        Uri link = links.Create(contact, redirectTo: new Uri("https://www.acme.example/courses"));

        Assert.That(link.AbsoluteUri, Does.StartWith("https://www.acme.example/sso?identifier=jane%40example.com&strategy=email&token="));
    }

    [Test]
    public async Task The_pages_start_with_settings_alone()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRoutingCore();
        builder.Configuration["ClickFunnels:ClientId"] = "acme";
        builder.Configuration["ClickFunnels:ClientSecret"] = "secret-of-a-snippet";
        Register(builder);

        await using var app = builder.Build();

        Assert.That(Map(app), Is.Not.Null);
    }

    // Needs a browser: compiled, not called. The sample goes the whole way.
    public static async Task ByHandAsync(Browser browser, CancellationToken cancellationToken)
    {
        using var oauth = new OAuthClient(
            new OAuthOptions
            {
                ClientId = "acme",
                ClientSecret = Environment.GetEnvironmentVariable("CLICKFUNNELS_CLIENT_SECRET"),
                RedirectUri = "https://acme.example/connect/clickfunnels/callback",
                UserAgent = "AcmeShop/1.0",
            }
        );

        var authorization = oauth.Authorize(OAuthFlow.Installation);
        var callbackQuery = await browser.VisitAsync(authorization.Url, cancellationToken);
        var token = await oauth.CompleteAsync(callbackQuery, authorization.State, authorization.CodeVerifier, cancellationToken);

        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions
            {
                AccessToken = token.AccessToken,
                UserAgent = "AcmeShop/1.0",
                WorkspaceId = token.WorkspaceId!.Value,
                Subdomain = token.Subdomain,
            }
        );
    }

    public async Task A_token_of_a_server(OAuthClient oauth, CancellationToken cancellationToken)
    {
        var token = await oauth.RequestServerTokenAsync(cancellationToken: cancellationToken);
        using var client = new ClickFunnelsClient(
            new ClickFunnelsClientOptions { AccessToken = token.AccessToken, UserAgent = "AcmeJobs/1.0" }
        );
    }

    [Test]
    public async Task A_store_that_encrypts()
    {
        var database = new Database();
        var store = new EncryptedTokenStore(database, new EphemeralDataProtectionProvider());

        await store.SaveAsync(7, new OAuthToken { AccessToken = "token-of-a-snippet", WorkspaceId = 7 });

        Assert.That(await database.ReadAsync(7, CancellationToken.None), Does.Not.Contain("token-of-a-snippet"));
        Assert.That((await store.FindAsync(7))?.AccessToken, Is.EqualTo("token-of-a-snippet"));
        await store.RemoveAsync(7);
        Assert.That(await store.FindAsync(7), Is.Null);
    }

    // Compiled, not called.
    public static void WithStore(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IOAuthTokenStore, EncryptedTokenStore>();
    }

    // Compiled, not called.
    public static void WithTokenFiles(WebApplicationBuilder builder)
    {
        builder.Services.AddClickFunnelsTokenFiles("/var/lib/acme/clickfunnels-tokens");
    }

    // Compiled, not called.
    public static async Task ListAsync(IOAuthTokenStore tokens, ClickFunnelsClientFactory clients, CancellationToken cancellationToken)
    {
        await foreach (var workspaceId in tokens.ListAsync(cancellationToken))
        {
            var client = await clients.ForWorkspaceAsync(workspaceId, cancellationToken);
            Console.WriteLine((await client.Workspaces.GetAsync(workspaceId, cancellationToken: cancellationToken)).Name);
        }
    }

    // Compiled, not called.
    public static async Task UseAsync(
        ClickFunnelsClientFactory clients,
        ClickFunnelsConnector connector,
        long workspaceId,
        CancellationToken cancellationToken
    )
    {
        var client = await clients.ForWorkspaceAsync(workspaceId, cancellationToken);
        await foreach (var contact in client.Contacts.ListAsync(cancellationToken: cancellationToken))
        {
            Console.WriteLine(contact.Id);
        }

        await connector.DisconnectAsync(workspaceId, cancellationToken);
    }

    private static void Register(WebApplicationBuilder builder)
    {
        builder.Services.AddClickFunnelsConnect(options =>
        {
            options.OAuth.ClientId = builder.Configuration["ClickFunnels:ClientId"];
            options.OAuth.ClientSecret = builder.Configuration["ClickFunnels:ClientSecret"];
            options.OAuth.RedirectUri = "https://acme.example/connect/clickfunnels/callback";
            options.OAuth.UserAgent = "AcmeShop/1.0";
        });
    }

    private static IEndpointConventionBuilder Map(WebApplication app) =>
        app.MapClickFunnelsConnect("/connect/clickfunnels").RequireAuthorization();

    public abstract class Browser
    {
        public abstract Task<string> VisitAsync(Uri url, CancellationToken cancellationToken);
    }

    public sealed class Database
    {
        private readonly Dictionary<long, string> _rows = [];

        public Task<string?> ReadAsync(long id, CancellationToken cancellationToken) => Task.FromResult(_rows.GetValueOrDefault(id));

        public IAsyncEnumerable<long> ListAsync(CancellationToken cancellationToken) => _rows.Keys.ToList().ToAsyncEnumerable();

        public Task WriteAsync(long id, string? text, CancellationToken cancellationToken)
        {
            if (text is null)
            {
                _rows.Remove(id);
            }
            else
            {
                _rows[id] = text;
            }

            return Task.CompletedTask;
        }
    }

    public sealed class EncryptedTokenStore(Database database, IDataProtectionProvider protection) : IOAuthTokenStore
    {
        private readonly IDataProtector _protector = protection.CreateProtector("ClickFunnels tokens");

        public async ValueTask<OAuthToken?> FindAsync(long workspaceId, CancellationToken cancellationToken = default) =>
            await database.ReadAsync(workspaceId, cancellationToken) is { } text ? OAuthToken.FromJson(_protector.Unprotect(text)) : null;

        public async ValueTask SaveAsync(long workspaceId, OAuthToken token, CancellationToken cancellationToken = default) =>
            await database.WriteAsync(workspaceId, _protector.Protect(token.ToJson()), cancellationToken);

        public async ValueTask RemoveAsync(long workspaceId, CancellationToken cancellationToken = default) =>
            await database.WriteAsync(workspaceId, null, cancellationToken);

        public IAsyncEnumerable<long> ListAsync(CancellationToken cancellationToken = default) => database.ListAsync(cancellationToken);
    }
}
