using Microsoft.AspNetCore.WebUtilities;

namespace ClickFunnels.Emulator.Tests.OAuth;

/// <summary>The page of consent and what comes back from it, over plain HTTP.</summary>
public sealed class OAuthAuthorizeTests : OAuthFixture
{
    [Test]
    public async Task An_installation_gets_a_token_of_the_one_workspace_that_was_picked()
    {
        var second = Emulator.Workspaces[1];
        var page = await Browser.OpenAsync(Authorize("acme", ("new_installation", "true"), ("state", "a b&c=\"<d>")));
        Assert.That(page.Html, Does.Contain("Acme &lt;script&gt;").And.Not.Contain("<script>"));
        Assert.That(page.Html.Split("<button").Length, Is.EqualTo(2), "one button");
        Assert.That(page.Policy, Does.Contain("default-src 'none'"));

        var back = await Browser.ConsentAsync(page, second.Id);
        Assert.That(
            (back.Status, back.Location!.GetLeftPart(UriPartial.Path), back.Returned("state")),
            Is.EqualTo((302, Redirect, "a b&c=\"<d>"))
        );
        var (status, token) = await ExchangeAsync(back.Returned("code")!);

        Assert.That(status, Is.EqualTo(200), token.ToJsonString());
        Assert.That(
            token.AsObject().Select(pair => pair.Key),
            Is.EqualTo(
                new[]
                {
                    "access_token",
                    "token_type",
                    "expires_in",
                    "scope",
                    "created_at",
                    "team_id",
                    "team_name",
                    "workspace_id",
                    "workspace_name",
                    "workspace_url",
                }
            )
        );
        Assert.That(token["token_type"]!.GetValue<string>(), Is.EqualTo("Bearer"));
        Assert.That(token["scope"]!.GetValue<string>(), Is.EqualTo("admin read"));
        Assert.That(token["workspace_id"]!.GetValue<long>(), Is.EqualTo(second.Id));
        Assert.That(token["workspace_url"]!.GetValue<string>(), Is.EqualTo("https://second.myclickfunnels.com"));
        var access = token["access_token"]!.GetValue<string>();
        Assert.That(await StatusAsync(access, second.Id), Is.EqualTo(200));
        Assert.That(await StatusAsync(access, Emulator.WorkspaceId), Is.EqualTo(404));
    }

    [Test]
    public async Task A_user_gets_a_token_of_all_workspaces()
    {
        var page = await Browser.OpenAsync(Authorize("acme", ("scope", "read write")));
        Assert.That(page.Html, Does.Not.Contain("workspace_id"));

        var (_, token) = await ExchangeAsync((await Browser.ConsentAsync(page)).Returned("code")!);

        Assert.That(
            token.AsObject().Select(pair => pair.Key),
            Is.EqualTo(new[] { "access_token", "token_type", "expires_in", "scope", "created_at" })
        );
        Assert.That(token["scope"]!.GetValue<string>(), Is.EqualTo("read write"));
        foreach (var workspace in Emulator.Workspaces)
        {
            Assert.That(await StatusAsync(token["access_token"]!.GetValue<string>(), workspace.Id), Is.EqualTo(200));
        }
    }

    [TestCase("client_id=nobody")]
    [TestCase("client_id=")]
    [TestCase("redirect_uri=https://app.example.com/callback/")]
    [TestCase("redirect_uri=https://evil.example.com/callback")]
    [TestCase("redirect_uri=https://app.example.com/callback?x=1")]
    [TestCase("redirect_uri=")]
    [TestCase("client_id=acme&client_id=acme")]
    public async Task UnknownApplications_and_redirect_uris_get_a_page_and_no_redirection(string change)
    {
        var parts = change.Split('=', 2);
        var page = await Browser.OpenAsync(
            change.Contains('&', StringComparison.Ordinal)
                ? new Uri(Emulator.Url, $"/oauth/authorize?{change}&redirect_uri={Redirect}&response_type=code")
                : Authorize("acme", (parts[0], parts[1]))
        );

        Assert.That((page.Status, page.Location), Is.EqualTo((400, (Uri?)null)));
        Assert.That(page.Html, Does.Not.Contain("evil").And.Not.Contain("<form"));
    }

    [TestCase("acme", "response_type", "token", "unsupported_response_type")]
    [TestCase("acme", "code_challenge", "short", "invalid_request")]
    [TestCase("acme", "code_challenge_method", "plain", "invalid_request")]
    [TestCase("acme", "scope", "read everything", "invalid_scope")]
    [TestCase("public", "state", "s", "invalid_request")]
    public async Task Other_errors_go_back_to_theApplication(string client, string name, string value, string error)
    {
        var page = await Browser.OpenAsync(
            client == "public"
                ? Authorize(
                    client,
                    ("redirect_uri", Redirect + "?kept=1"),
                    ("state", "s"),
                    ("code_challenge", null),
                    ("code_challenge_method", null)
                )
                : Authorize(client, (name, value), ("state", "s"))
        );

        Assert.That(
            (page.Status, page.Location!.GetLeftPart(UriPartial.Path), page.Returned("error"), page.Returned("state")),
            Is.EqualTo((302, Redirect, error, "s"))
        );
        Assert.That(page.Returned("code"), Is.Null);
    }

    [Test]
    public async Task Denial_goes_back_to_theApplication()
    {
        var page = await Browser.OpenAsync(Authorize("acme", ("state", "s")));

        Assert.That(page.DenyUrl, Is.EqualTo(Redirect + "?error=access_denied&state=s"));
    }

    [Test]
    public async Task A_page_works_once_and_for_ten_minutes()
    {
        var used = await Browser.OpenAsync(Authorize("acme"));
        await Browser.ConsentAsync(used);
        var old = await Browser.OpenAsync(Authorize("acme"));
        Clock.Advance(TimeSpan.FromMinutes(10));

        foreach (var page in new[] { used, old })
        {
            Assert.That((await Browser.ConsentAsync(page)).Status, Is.EqualTo(400));
        }

        var foreign = await Browser.OpenAsync(Authorize("acme", ("new_installation", "true")));
        Assert.That((await Browser.ConsentAsync(foreign, 1)).Status, Is.EqualTo(400), "no such workspace");
    }

    [TestCase("http://127.0.0.1:7777/any", true)]
    [TestCase("http://localhost/callback", true)]
    [TestCase("https://127.0.0.1/any", false)]
    [TestCase("http://example.com/", false)]
    [TestCase("http://user@localhost/", false)]
    [TestCase("http://localhost.example.com/", false)]
    [TestCase("javascript:alert(1)", false)]
    public async Task TheApplication_that_is_there_unless_told_otherwise_takes_redirects_to_this_machine(string redirect, bool isTaken)
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        var query = QueryHelpers.AddQueryString(
            "/oauth/authorize",
            new Dictionary<string, string?>
            {
                ["client_id"] = emulator.OAuthApplication.ClientId,
                ["redirect_uri"] = redirect,
                ["response_type"] = "code",
            }
        );

        var page = await Browser.OpenAsync(new Uri(emulator.Url, query));

        Assert.That(page.Status, Is.EqualTo(isTaken ? 200 : 400));
        Assert.That(emulator.OAuthApplication.ClientSecret, Has.Length.EqualTo(64));
    }

    [TestCase(null, "http://127.0.0.1/callback", "http://127.0.0.1:5000/callback", true)]
    [TestCase(null, "http://127.0.0.1:4000/callback", "http://127.0.0.1/callback", true)]
    [TestCase(null, "http://[::1]/callback", "http://[::1]:5000/callback", true)]
    [TestCase(null, "http://localhost:8976/callback", "http://localhost:8999/callback", true)]
    [TestCase(null, "http://127.0.0.1/callback", "http://localhost:5000/callback", false)]
    [TestCase(null, "http://127.0.0.1/callback", "http://127.0.0.1:5000/callback/", false)]
    [TestCase(null, "http://127.0.0.1/callback", "http://127.0.0.1:5000/callback?x=1", false)]
    [TestCase(null, "http://127.0.0.1/callback", "http://user@127.0.0.1:5000/callback", false)]
    [TestCase(null, "http://127.0.0.1/callback", "https://127.0.0.1:5000/callback", false)]
    [TestCase(null, "http://127.0.0.1/callback", "http://127.0.0.1:5000/callback#x", false)]
    [TestCase(null, "http://127.0.0.1/callback", "http://127.0.0.1.example.com:5000/callback", false)]
    [TestCase(null, "https://app.example.com/callback", "https://app.example.com:5000/callback", false)]
    [TestCase(null, "com.example.app:/callback", "com.example.app:/callback", true)]
    [TestCase(null, "com.example.app:/callback", "com.example.app:/other", false)]
    [TestCase("hush", "http://127.0.0.1/callback", "http://127.0.0.1:5000/callback", false)]
    [TestCase("hush", "http://127.0.0.1/callback", "http://127.0.0.1/callback", true)]
    public async Task Only_the_loopback_port_of_a_public_client_may_differ(string? secret, string registered, string sent, bool isAllowed)
    {
        var application = new OAuthApplication("native") { ClientSecret = secret, RedirectUris = { registered } };
        await using var emulator = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions { OAuthApplications = { application } }
        );
        var query = Authorize("native", ("redirect_uri", sent)).Query;

        var page = await Browser.OpenAsync(new Uri(emulator.Url, "/oauth/authorize" + query));

        Assert.That((page.Status, page.Location), Is.EqualTo((isAllowed ? 200 : 400, (Uri?)null)));
        if (isAllowed)
        {
            Assert.That((await Browser.ConsentAsync(page)).Location!.ToString(), Does.StartWith(sent + "?code="));
        }
    }

    [TestCase("plain")]
    [TestCase(null)]
    public async Task A_public_client_must_use_the_method_S256(string? method)
    {
        var page = await Browser.OpenAsync(Authorize("public", ("redirect_uri", Redirect + "?kept=1"), ("code_challenge_method", method)));

        Assert.That((page.Status, page.Returned("error"), page.Returned("code")), Is.EqualTo((302, "invalid_request", (string?)null)));
    }

    [TestCase("", null, null)]
    [TestCase("a", "hush", "com.example.app:/callback")]
    [TestCase("a", null, "javascript:alert(1)")]
    [TestCase("a", "", null)]
    [TestCase("a", null, "/callback")]
    [TestCase("a", null, "https://example.com/#there")]
    [TestCase("acme,acme", null, null)]
    public void Applications_are_checked(string ids, string? secret, string? redirect)
    {
        var options = new ClickFunnelsEmulatorOptions();
        foreach (var id in ids.Split(','))
        {
            var application = new OAuthApplication(id) { ClientSecret = secret };
            if (redirect is not null)
            {
                application.RedirectUris.Add(redirect);
            }

            options.OAuthApplications.Add(application);
        }

        Assert.That(async () => await ClickFunnelsEmulator.StartAsync(options), Throws.ArgumentException);
    }
}
