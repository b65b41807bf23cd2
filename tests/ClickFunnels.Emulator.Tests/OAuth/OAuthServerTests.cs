using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace ClickFunnels.Emulator.Tests.OAuth;

/// <summary>Authorization, tokens, revocation and metadata over plain HTTP.</summary>
public sealed class OAuthServerTests
{
    private const string Redirect = "https://app.example.com/callback";
    private const string Verifier = "0123456789012345678901234567890123456789abc";
    private static readonly string Challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private readonly ManualTimeProvider _clock = new();
    private ClickFunnelsEmulator _emulator = null!;
    private Browser _browser = null!;
    private OAuthApplication _application = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _application = new OAuthApplication("acme") { ClientSecret = "hush", Name = "Acme <script>alert(1)</script> & Co" };
        _application.RedirectUris.Add(Redirect);
        var other = new OAuthApplication("public");
        other.RedirectUris.Add(Redirect + "?kept=1");
        var options = new ClickFunnelsEmulatorOptions { TimeProvider = _clock, OAuthApplications = { _application, other }, Workspaces = { new WorkspaceSeed("second") } };
        _emulator = await ClickFunnelsEmulator.StartAsync(options);
        _browser = new Browser();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _browser.Dispose();
        await _emulator.DisposeAsync();
    }

    [Test]
    public async Task An_installation_gets_a_token_of_the_one_workspace_that_was_picked()
    {
        var second = _emulator.Workspaces[1];
        var page = await _browser.OpenAsync(Authorize("acme", ("new_installation", "true"), ("state", "a b&c=\"<d>")));
        Assert.That(page.Html, Does.Contain("Acme &lt;script&gt;").And.Not.Contain("<script>"));
        Assert.That(page.Html.Split("<button").Length, Is.EqualTo(2), "one button");
        Assert.That(page.Policy, Does.Contain("default-src 'none'"));

        var back = await _browser.ConsentAsync(page, second.Id);
        Assert.That((back.Status, back.Location!.GetLeftPart(UriPartial.Path), back.Returned("state")), Is.EqualTo((302, Redirect, "a b&c=\"<d>")));
        var (status, token) = await ExchangeAsync(back.Returned("code")!);

        Assert.That(status, Is.EqualTo(200), token.ToJsonString());
        Assert.That(token.AsObject().Select(pair => pair.Key), Is.EqualTo(new[] { "access_token", "token_type", "expires_in", "scope", "created_at", "team_id", "team_name", "workspace_id", "workspace_name", "workspace_url" }));
        Assert.That(token["token_type"]!.GetValue<string>(), Is.EqualTo("Bearer"));
        Assert.That(token["scope"]!.GetValue<string>(), Is.EqualTo("admin read"));
        Assert.That(token["workspace_id"]!.GetValue<long>(), Is.EqualTo(second.Id));
        Assert.That(token["workspace_url"]!.GetValue<string>(), Is.EqualTo("https://second.myclickfunnels.com"));
        var access = token["access_token"]!.GetValue<string>();
        Assert.That(await StatusAsync(access, second.Id), Is.EqualTo(200));
        Assert.That(await StatusAsync(access, _emulator.WorkspaceId), Is.EqualTo(404));
    }

    [Test]
    public async Task A_user_gets_a_token_of_all_workspaces()
    {
        var page = await _browser.OpenAsync(Authorize("acme", ("scope", "read write")));
        Assert.That(page.Html, Does.Not.Contain("workspace_id"));

        var (_, token) = await ExchangeAsync((await _browser.ConsentAsync(page)).Returned("code")!);

        Assert.That(token.AsObject().Select(pair => pair.Key), Is.EqualTo(new[] { "access_token", "token_type", "expires_in", "scope", "created_at" }));
        Assert.That(token["scope"]!.GetValue<string>(), Is.EqualTo("read write"));
        foreach (var workspace in _emulator.Workspaces)
            Assert.That(await StatusAsync(token["access_token"]!.GetValue<string>(), workspace.Id), Is.EqualTo(200));
    }

    [TestCase("client_id=nobody")]
    [TestCase("client_id=")]
    [TestCase("redirect_uri=https://app.example.com/callback/")]
    [TestCase("redirect_uri=https://evil.example.com/callback")]
    [TestCase("redirect_uri=https://app.example.com/callback?x=1")]
    [TestCase("redirect_uri=")]
    [TestCase("client_id=acme&client_id=acme")]
    public async Task Unknown_applications_and_redirect_uris_get_a_page_and_no_redirection(string change)
    {
        var parts = change.Split('=', 2);
        var page = await _browser.OpenAsync(change.Contains('&', StringComparison.Ordinal)
            ? new Uri(_emulator.Url, $"/oauth/authorize?{change}&redirect_uri={Redirect}&response_type=code")
            : Authorize("acme", (parts[0], parts[1])));

        Assert.That((page.Status, page.Location), Is.EqualTo((400, (Uri?)null)));
        Assert.That(page.Html, Does.Not.Contain("evil").And.Not.Contain("<form"));
    }

    [TestCase("acme", "response_type", "token", "unsupported_response_type")]
    [TestCase("acme", "code_challenge", "short", "invalid_request")]
    [TestCase("acme", "code_challenge_method", "plain", "invalid_request")]
    [TestCase("acme", "scope", "read everything", "invalid_scope")]
    [TestCase("public", "state", "s", "invalid_request")]
    public async Task Other_errors_go_back_to_the_application(string client, string name, string value, string error)
    {
        var page = await _browser.OpenAsync(client == "public"
            ? Authorize(client, ("redirect_uri", Redirect + "?kept=1"), ("state", "s"), ("code_challenge", null), ("code_challenge_method", null))
            : Authorize(client, (name, value), ("state", "s")));

        Assert.That((page.Status, page.Location!.GetLeftPart(UriPartial.Path), page.Returned("error"), page.Returned("state")), Is.EqualTo((302, Redirect, error, "s")));
        Assert.That(page.Returned("code"), Is.Null);
    }

    [Test]
    public async Task Denial_goes_back_to_the_application()
    {
        var page = await _browser.OpenAsync(Authorize("acme", ("state", "s")));

        Assert.That(page.DenyUrl, Is.EqualTo(Redirect + "?error=access_denied&state=s"));
    }

    [Test]
    public async Task A_page_works_once_and_for_ten_minutes()
    {
        var used = await _browser.OpenAsync(Authorize("acme"));
        await _browser.ConsentAsync(used);
        var old = await _browser.OpenAsync(Authorize("acme"));
        _clock.Advance(TimeSpan.FromMinutes(10));

        foreach (var page in new[] { used, old })
            Assert.That((await _browser.ConsentAsync(page)).Status, Is.EqualTo(400));
        var foreign = await _browser.OpenAsync(Authorize("acme", ("new_installation", "true")));
        Assert.That((await _browser.ConsentAsync(foreign, 1)).Status, Is.EqualTo(400), "no such workspace");
    }

    [Test]
    public async Task A_code_works_once_and_for_ten_minutes()
    {
        var code = await CodeAsync();
        Assert.That((await ExchangeAsync(code)).Status, Is.EqualTo(200));
        Assert.That(await ErrorAsync(code), Is.EqualTo((400, "invalid_grant")));
        var old = await CodeAsync();
        _clock.Advance(TimeSpan.FromMinutes(10));

        Assert.That(await ErrorAsync(old), Is.EqualTo((400, "invalid_grant")));
        Assert.That(await ErrorAsync("nonsense"), Is.EqualTo((400, "invalid_grant")));
    }

    [TestCase("redirect_uri", Redirect + "/", 400, "invalid_grant")]
    [TestCase("redirect_uri", null, 400, "invalid_grant")]
    [TestCase("code_verifier", "0123456789012345678901234567890123456789abd", 400, "invalid_grant")]
    [TestCase("code_verifier", null, 400, "invalid_grant")]
    [TestCase("client_secret", "hus", 401, "invalid_client")]
    [TestCase("client_secret", null, 401, "invalid_client")]
    [TestCase("client_id", "nobody", 401, "invalid_client")]
    [TestCase("grant_type", "refresh_token", 400, "unsupported_grant_type")]
    public async Task An_exchange_with_something_wrong_is_refused(string name, string? value, int status, string error)
    {
        var code = await CodeAsync();

        Assert.That(await ErrorAsync(code, (name, value)), Is.EqualTo((status, error)));
    }

    [Test]
    public async Task A_public_client_proves_itself_with_pkce_and_no_secret()
    {
        var page = await _browser.OpenAsync(Authorize("public", ("redirect_uri", Redirect + "?kept=1"), ("state", "s")));
        var back = await _browser.ConsentAsync(page);
        Assert.That((back.Returned("kept"), back.Returned("state")), Is.EqualTo(("1", "s")));
        using var form = new FormUrlEncodedContent(Fields(back.Returned("code")!, ("client_id", "public"), ("client_secret", null), ("redirect_uri", Redirect + "?kept=1")));

        using var response = await _browser.Http.PostAsync(new Uri(_emulator.Url, "/oauth/token"), form);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
    }

    [Test]
    public async Task A_client_may_prove_itself_with_basic_authentication_and_a_code_is_of_one_client()
    {
        var code = await CodeAsync();
        Assert.That(await ErrorAsync(code, ("client_id", "public"), ("client_secret", null)), Is.EqualTo((400, "invalid_grant")));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_emulator.Url, "/oauth/token"))
        {
            Content = new FormUrlEncodedContent(Fields(await CodeAsync(), ("client_id", null), ("client_secret", null))),
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("acme:hush"u8)) },
        };

        using var response = await _browser.Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_revoked_token_works_no_more_and_others_stay()
    {
        var access = await TokenAsync();
        Assert.That(await StatusAsync(access, _emulator.WorkspaceId), Is.EqualTo(200));

        Assert.That(await RevokeAsync(access, "wrong"), Is.EqualTo(401));
        Assert.That(await StatusAsync(access, _emulator.WorkspaceId), Is.EqualTo(200));
        Assert.That(await RevokeAsync(_emulator.AccessToken, "hush"), Is.EqualTo(200), "not the application's token");
        Assert.That(await StatusAsync(_emulator.AccessToken, _emulator.WorkspaceId), Is.EqualTo(200));
        Assert.That(await RevokeAsync(access, "hush"), Is.EqualTo(200));
        Assert.That(await StatusAsync(access, _emulator.WorkspaceId), Is.EqualTo(401));
        Assert.That(await RevokeAsync(access, "hush"), Is.EqualTo(200), "again");
        Assert.That(await RevokeAsync("", "hush"), Is.EqualTo(400));
    }

    [Test]
    public async Task The_metadata_names_the_endpoints()
    {
        var json = JsonNode.Parse(await _browser.Http.GetStringAsync(new Uri(_emulator.Url, "/.well-known/oauth-authorization-server")))!;

        var origin = _emulator.Url.GetLeftPart(UriPartial.Authority);
        Assert.That(json["issuer"]!.GetValue<string>(), Is.EqualTo(origin));
        foreach (var name in new[] { "authorize", "token", "revoke" })
            Assert.That(json[name switch { "authorize" => "authorization_endpoint", "token" => "token_endpoint", _ => "revocation_endpoint" }]!.GetValue<string>(), Is.EqualTo($"{origin}/oauth/{name}"));
        Assert.That(json["code_challenge_methods_supported"]!.ToJsonString(), Is.EqualTo("""["S256"]"""));
        Assert.That(json["scopes_supported"]!.AsArray(), Has.Count.EqualTo(5));
    }

    [TestCase("text/plain", "grant_type=authorization_code")]
    [TestCase("application/json", "[]")]
    [TestCase("application/json", "{")]
    [TestCase("application/json", """{"code":"a","code":"b"}""")]
    [TestCase("application/x-www-form-urlencoded", "code=a&code=b")]
    public async Task A_body_that_cannot_be_read_is_an_invalid_request(string type, string body)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue(type));
        using var response = await _browser.Http.PostAsync(new Uri(_emulator.Url, "/oauth/token"), content);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!.GetValue<string>(), Is.EqualTo("invalid_request"));
    }

    [Test]
    public async Task Other_methods_are_refused_and_the_log_shows_no_queries()
    {
        using var response = await _browser.Http.GetAsync(new Uri(_emulator.Url, "/oauth/token?client_secret=hush"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(_emulator.Requests[^1], Has.Property("Query").Empty.And.Property("Path").EqualTo("/oauth/token"));
        Assert.That(_application.ToString(), Does.Not.Contain("hush"));
    }

    [TestCase("http://127.0.0.1:7777/any", true)]
    [TestCase("http://localhost/callback", true)]
    [TestCase("https://127.0.0.1/any", false)]
    [TestCase("http://example.com/", false)]
    [TestCase("http://user@localhost/", false)]
    [TestCase("http://localhost.example.com/", false)]
    [TestCase("javascript:alert(1)", false)]
    public async Task The_application_that_is_there_unless_told_otherwise_takes_redirects_to_this_machine(string redirect, bool isTaken)
    {
        await using var emulator = await ClickFunnelsEmulator.StartAsync();
        var query = QueryHelpers.AddQueryString("/oauth/authorize", new Dictionary<string, string?> { ["client_id"] = emulator.OAuthApplication.ClientId, ["redirect_uri"] = redirect, ["response_type"] = "code" });

        var page = await _browser.OpenAsync(new Uri(emulator.Url, query));

        Assert.That(page.Status, Is.EqualTo(isTaken ? 200 : 400));
        Assert.That(emulator.OAuthApplication.ClientSecret, Has.Length.EqualTo(64));
    }

    [TestCase("", null, null)]
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
                application.RedirectUris.Add(redirect);
            options.OAuthApplications.Add(application);
        }

        Assert.That(async () => await ClickFunnelsEmulator.StartAsync(options), Throws.ArgumentException);
    }

    private Uri Authorize(string client, params (string Name, string? Value)[] changes)
    {
        var query = new Dictionary<string, string?>
        {
            ["client_id"] = client,
            ["grant_type"] = "authorization_code",
            ["redirect_uri"] = Redirect,
            ["response_type"] = "code",
            ["code_challenge"] = Challenge,
            ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes)
            query[name] = value;
        return new Uri(_emulator.Url, QueryHelpers.AddQueryString("/oauth/authorize", query.Where(pair => pair.Value is not null)));
    }

    private static Dictionary<string, string> Fields(string code, params (string Name, string? Value)[] changes)
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["client_id"] = "acme",
            ["client_secret"] = "hush",
            ["redirect_uri"] = Redirect,
            ["code_verifier"] = Verifier,
        };
        foreach (var (name, value) in changes)
        {
            fields.Remove(name);
            if (value is not null)
                fields.Add(name, value);
        }

        return fields;
    }

    private async Task<string> CodeAsync() => (await _browser.ConsentAsync(await _browser.OpenAsync(Authorize("acme")))).Returned("code")!;

    private async Task<string> TokenAsync() => (await ExchangeAsync(await CodeAsync())).Body["access_token"]!.GetValue<string>();

    private async Task<(int Status, JsonNode Body)> ExchangeAsync(string code, params (string Name, string? Value)[] changes)
    {
        using var response = await _browser.Http.PostAsJsonAsync(new Uri(_emulator.Url, "/oauth/token"), Fields(code, changes));
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    private async Task<(int Status, string Error)> ErrorAsync(string code, params (string Name, string? Value)[] changes)
    {
        var (status, body) = await ExchangeAsync(code, changes);
        return (status, body["error"]?.GetValue<string>() ?? "");
    }

    private async Task<int> RevokeAsync(string token, string secret)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["token"] = token, ["client_id"] = "acme", ["client_secret"] = secret });
        using var response = await _browser.Http.PostAsync(new Uri(_emulator.Url, "/oauth/revoke"), form);
        return (int)response.StatusCode;
    }

    private async Task<int> StatusAsync(string token, long workspace)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_emulator.Url, $"/api/v2/workspaces/{workspace}/contacts")) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var response = await _browser.Http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
