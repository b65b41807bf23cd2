using ClickFunnels.OAuth;

namespace ClickFunnels.Tests.OAuth;

/// <summary>Clients by workspace from the tokens of a store.</summary>
public sealed class ClickFunnelsClientFactoryTests
{
    private readonly FakeService _service = new();
    private readonly InMemoryOAuthTokenStore _tokens = new();

    [Test]
    public async Task Each_workspace_has_its_own_token_and_host()
    {
        await _tokens.SaveAsync(1, Token("token-one", "one"));
        await _tokens.SaveAsync(2, Token("token-two", "two"));
        _service.Respond(200, "[]").Respond(200, "[]");
        using var factory = Factory();

        await (await factory.ForWorkspaceAsync(1)).Contacts.ListAsync().ToListAsync();
        await (await factory.ForWorkspaceAsync(2)).Contacts.ListAsync().ToListAsync();

        Assert.That(
            _service.Sent.Select(static request => (request.Url, request.Headers["Authorization"])),
            Is.EqualTo(
                new[]
                {
                    ("https://one.myclickfunnels.com/api/v2/workspaces/1/contacts", "Bearer token-one"),
                    ("https://two.myclickfunnels.com/api/v2/workspaces/2/contacts", "Bearer token-two"),
                }
            )
        );
    }

    [Test]
    public async Task A_client_is_kept_until_the_token_is_another()
    {
        await _tokens.SaveAsync(1, Token("token-one", "one"));
        using var factory = Factory();
        var first = await factory.ForWorkspaceAsync(1);

        Assert.That(await factory.ForWorkspaceAsync(1), Is.SameAs(first));
        await _tokens.SaveAsync(1, Token("token-new", "one"));
        Assert.That(await factory.ForWorkspaceAsync(1), Is.Not.SameAs(first));
    }

    [Test]
    public async Task A_workspace_that_is_not_connected_or_no_more_is_named()
    {
        using var factory = Factory();
        Assert.That(
            async () => await factory.ForWorkspaceAsync(7),
            Throws.TypeOf<OAuthException>().With.Message.Contains("Workspace 7 is not connected")
        );

        await _tokens.SaveAsync(7, Token("t", "seven"));
        Assert.That(async () => await factory.ForWorkspaceAsync(7), Throws.Nothing);
        await _tokens.RemoveAsync(7);
        Assert.That(async () => await factory.ForWorkspaceAsync(7), Throws.TypeOf<OAuthException>());
    }

    [Test]
    public void Wrong_settings_are_named_when_the_factory_is_made() =>
        Assert.That(
            () => new ClickFunnelsClientFactory(_tokens, new ClickFunnelsClientOptions()),
            Throws.TypeOf<ApiConfigurationException>().With.Message.Contains("UserAgent")
        );

    [Test]
    public async Task A_disposed_factory_makes_nothing()
    {
        await _tokens.SaveAsync(1, Token("token-one", "one"));
        var factory = Factory();
        factory.Dispose();

        Assert.That(async () => await factory.ForWorkspaceAsync(1), Throws.TypeOf<ObjectDisposedException>());
    }

    private ClickFunnelsClientFactory Factory() =>
        new(_tokens, new ClickFunnelsClientOptions { UserAgent = "Agency/1.0", HttpHandler = _service });

    private static OAuthToken Token(string token, string subdomain) =>
        new() { AccessToken = token, WorkspaceUrl = $"https://{subdomain}.myclickfunnels.com" };
}
