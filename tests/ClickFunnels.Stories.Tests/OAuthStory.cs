using ClickFunnels.Emulator;
using ClickFunnels.OAuth;

namespace ClickFunnels.Stories;

public class OAuthStory
{
    private const string Callback = "http://127.0.0.1:5055/callback";

    [Test]
    public async Task A_customer_connects_a_workspace_and_takes_it_back()
    {
        await using var server = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions { Contacts = 2, Workspaces = { new WorkspaceSeed("second") { Contacts = 3 } } }
        );
        using var oauth = Client(server, server.OAuthApplication.ClientSecret);
        using var browser = new Browser();
        var picked = server.Workspaces[1];

        var authorization = oauth.Authorize();
        var back = await browser.ConsentAsync(await browser.OpenAsync(authorization.Url), picked.Id);
        var token = await oauth.CompleteAsync(back.Location!.Query, authorization.State, authorization.CodeVerifier);

        Assert.That(
            (token.WorkspaceId, token.Subdomain, token.TeamId, token.TokenType),
            Is.EqualTo(((long?)picked.Id, "second", (long?)picked.TeamId, "Bearer"))
        );
        using var client = Workspace(server, token, picked.Id);
        Assert.That(await client.Contacts.ListAsync().ToListAsync(), Has.Count.EqualTo(3));
        using var other = Workspace(server, token, server.WorkspaceId);
        Assert.That(
            async () => await other.Contacts.ListAsync().ToListAsync(),
            Throws.InstanceOf<ApiNotFoundException>(),
            "another workspace"
        );

        await oauth.RevokeAsync(token.AccessToken);
        Assert.That(async () => await client.Contacts.ListAsync().ToListAsync(), Throws.InstanceOf<ApiUnauthorizedException>());
        await oauth.RevokeAsync(token.AccessToken);
    }

    [Test]
    public async Task A_user_connects_all_workspaces_through_a_factory()
    {
        await using var server = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions { Contacts = 2, Workspaces = { new WorkspaceSeed("second") { Contacts = 3 } } }
        );
        using var oauth = Client(server, server.OAuthApplication.ClientSecret);
        using var browser = new Browser();

        var authorization = oauth.Authorize(OAuthFlow.User, "read");
        var back = await browser.ConsentAsync(await browser.OpenAsync(authorization.Url));
        var token = await oauth.CompleteAsync(back.Location!.Query, authorization.State, authorization.CodeVerifier);

        Assert.That((token.WorkspaceId, token.Scope), Is.EqualTo(((long?)null, "read")));
        using var client = Workspace(server, token, server.WorkspaceId);
        var contacts = new List<int>();
        foreach (var workspace in server.Workspaces)
        {
            contacts.Add((await client.ForWorkspace(workspace.Id).Contacts.ListAsync().ToListAsync()).Count);
        }

        Assert.That(contacts, Is.EqualTo(new[] { 2, 3 }));
    }

    [Test]
    public async Task A_customer_refuses()
    {
        await using var server = await ClickFunnelsEmulator.StartAsync();
        using var oauth = Client(server, server.OAuthApplication.ClientSecret);
        using var browser = new Browser();
        var authorization = oauth.Authorize();

        var denied = new Uri((await browser.OpenAsync(authorization.Url)).DenyUrl);

        Assert.That(
            async () => await oauth.CompleteAsync(denied.Query, authorization.State, authorization.CodeVerifier),
            Throws.InstanceOf<OAuthException>().With.Property("Error").EqualTo("access_denied")
        );
    }

    [Test]
    public async Task A_stolen_code_is_of_no_use()
    {
        await using var server = await ClickFunnelsEmulator.StartAsync();
        using var oauth = Client(server, server.OAuthApplication.ClientSecret);
        using var browser = new Browser();
        var authorization = oauth.Authorize();
        var back = await browser.ConsentAsync(await browser.OpenAsync(authorization.Url));
        var code = back.Returned("code")!;

        Assert.That(
            async () => await oauth.ExchangeAsync(code, oauth.Authorize().CodeVerifier),
            Refused("invalid_grant", 400),
            "another verifier"
        );
        Assert.That(async () => await oauth.ExchangeAsync(code, authorization.CodeVerifier), Refused("invalid_grant", 400), "used up");
        using var impostor = Client(server, "guessed");
        Assert.That(async () => await impostor.ExchangeAsync(code, authorization.CodeVerifier), Refused("invalid_client", 401));

        static NUnit.Framework.Constraints.Constraint Refused(string error, int status) =>
            Throws.InstanceOf<OAuthException>().With.Property("Error").EqualTo(error).And.Property("StatusCode").EqualTo(status);
    }

    [Test]
    public async Task A_public_client_needs_no_secret_and_finds_the_endpoints()
    {
        var application = new OAuthApplication("command-line") { RedirectUris = { Callback } };
        await using var server = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions { OAuthApplications = { application } }
        );
        using var oauth = Client(server, null);
        using var browser = new Browser();

        var metadata = await oauth.GetMetadataAsync();
        var authorization = oauth.Authorize();
        var back = await browser.ConsentAsync(await browser.OpenAsync(authorization.Url));
        var token = await oauth.CompleteAsync(back.Location!.Query, authorization.State, authorization.CodeVerifier);

        Assert.That(authorization.Url.GetLeftPart(UriPartial.Path), Is.EqualTo(metadata.AuthorizationEndpoint));
        Assert.That(metadata.CodeChallengeMethodsSupported, Does.Contain("S256"));
        Assert.That(token.WorkspaceId, Is.EqualTo(server.WorkspaceId));
    }

    private static OAuthClient Client(ClickFunnelsEmulator server, string? secret) =>
        new(
            new OAuthOptions
            {
                ClientId = server.OAuthApplication.ClientId,
                ClientSecret = secret,
                RedirectUri = Callback,
                UserAgent = "Stories/1.0",
                AccountsAddress = server.Url,
            }
        );

    private static ClickFunnelsClient Workspace(ClickFunnelsEmulator server, OAuthToken token, long workspaceId) =>
        Emulated.ClientOf(server, options => (options.AccessToken, options.WorkspaceId) = (token.AccessToken, workspaceId));
}
