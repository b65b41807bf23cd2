using System.Net;
using System.Text;
using ClickFunnels.OAuth;
using Microsoft.Extensions.DependencyInjection;

namespace ClickFunnels.AspNetCore.Tests.OAuth;

/// <summary>Disconnecting a workspace.</summary>
public sealed class DisconnectTests
{
    [Test]
    public async Task The_token_is_revoked_and_removed()
    {
        await using var site = await ConnectSite.StartAsync();
        using var browser = new Browser();
        var (first, second) = (site.Service.Workspaces[0].Id, site.Service.Workspaces[1].Id);
        await site.ConnectAsync(browser, first);
        await site.ConnectAsync(browser, second);
        var clients = site.Services.GetRequiredService<ClickFunnelsClientFactory>();
        var client = await clients.ForWorkspaceAsync(first);

        Assert.That(await site.Connector.DisconnectAsync(first), Is.True);

        Assert.That(async () => await client.Contacts.ListAsync().ToListAsync(), Throws.InstanceOf<ApiUnauthorizedException>());
        Assert.That(
            async () => await clients.ForWorkspaceAsync(first),
            Throws.InstanceOf<OAuthException>().With.Message.Contain("not connected")
        );
        Assert.That(await site.Connector.DisconnectAsync(first), Is.False, "the token was already removed");
        Assert.That(
            await (await clients.ForWorkspaceAsync(second)).Contacts.ListAsync().ToListAsync(),
            Has.Count.EqualTo(3),
            "the other workspace stays connected"
        );
    }

    [Test]
    public async Task A_token_that_was_already_revoked_is_removed()
    {
        await using var site = await ConnectSite.StartAsync();
        using var browser = new Browser();
        var id = site.Service.WorkspaceId;
        var token = await site.ConnectAsync(browser, id);
        await site.Services.GetRequiredService<OAuthClient>().RevokeAsync(token.AccessToken);

        Assert.That(await site.Connector.DisconnectAsync(id), Is.True);
        Assert.That(await site.Tokens.FindAsync(id), Is.Null);
    }

    [TestCase(400, "invalid_token", true)]
    [TestCase(401, "invalid_client", false)]
    [TestCase(503, "temporarily_unavailable", false)]
    public async Task A_token_is_kept_unless_the_service_does_not_know_it(int status, string error, bool isRemoved)
    {
        using var server = new FixedResponse((HttpStatusCode)status, $$"""{"error":"{{error}}"}""");
        await using var site = await ConnectSite.StartAsync(options => options.OAuth.HttpHandler = server);
        await site.Tokens.SaveAsync(7, new OAuthToken { AccessToken = Support.LogCapture.Forbid("token-of-seven"), WorkspaceId = 7 });

        if (isRemoved)
        {
            Assert.That(await site.Connector.DisconnectAsync(7), Is.True);
        }
        else
        {
            Assert.That(
                async () => await site.Connector.DisconnectAsync(7),
                Throws.InstanceOf<OAuthException>().With.Property("StatusCode").EqualTo(status)
            );
        }

        Assert.That(await site.Tokens.FindAsync(7), isRemoved ? Is.Null : Is.Not.Null);
        Assert.That(server.Body, Does.Contain("token=token-of-seven"));
    }

    [Test]
    public async Task A_token_is_kept_while_the_service_is_unavailable()
    {
        await using var site = await ConnectSite.StartAsync();
        using var browser = new Browser();
        var id = site.Service.WorkspaceId;
        await site.ConnectAsync(browser, id);
        await site.StopServiceAsync();

        Assert.That(
            async () => await site.Connector.DisconnectAsync(id),
            Throws.InstanceOf<OAuthException>().With.Property("IsTransient").True
        );
        Assert.That(await site.Tokens.FindAsync(id), Is.Not.Null);
    }

    /// <summary>An authorization server that always returns the same response.</summary>
    private sealed class FixedResponse(HttpStatusCode status, string json) : HttpMessageHandler
    {
        public string? Body { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Body = await request.Content!.ReadAsStringAsync(cancellationToken);
            return new HttpResponseMessage(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        }
    }
}
