using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests.OAuth;

/// <summary>Exchange, revocation and metadata, over plain HTTP.</summary>
public sealed class OAuthTokenTests : OAuthFixture
{
    [Test]
    public async Task A_code_works_once_and_for_ten_minutes()
    {
        var code = await CodeAsync();
        Assert.That((await ExchangeAsync(code)).Status, Is.EqualTo(200));
        Assert.That(await ErrorAsync(code), Is.EqualTo((400, "invalid_grant")));
        var old = await CodeAsync();
        Clock.Advance(TimeSpan.FromMinutes(10));

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
        var page = await Browser.OpenAsync(Authorize("public", ("redirect_uri", Redirect + "?kept=1"), ("state", "s")));
        var back = await Browser.ConsentAsync(page);
        Assert.That((back.Returned("kept"), back.Returned("state")), Is.EqualTo(("1", "s")));
        using var form = new FormUrlEncodedContent(
            Fields(back.Returned("code")!, ("client_id", "public"), ("client_secret", null), ("redirect_uri", Redirect + "?kept=1"))
        );

        using var response = await Browser.Http.PostAsync(new Uri(Emulator.Url, "/oauth/token"), form);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
    }

    [Test]
    public async Task A_client_may_prove_itself_with_basic_authentication_and_a_code_is_of_one_client()
    {
        var code = await CodeAsync();
        Assert.That(await ErrorAsync(code, ("client_id", "public"), ("client_secret", null)), Is.EqualTo((400, "invalid_grant")));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Emulator.Url, "/oauth/token"))
        {
            Content = new FormUrlEncodedContent(Fields(await CodeAsync(), ("client_id", null), ("client_secret", null))),
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String("acme:hush"u8)) },
        };

        using var response = await Browser.Http.SendAsync(request);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("acme:hush", null, null, 200, "")]
    [TestCase("acme:hush", "acme", null, 200, "")]
    [TestCase("acme:wrong", null, null, 401, "invalid_client")]
    [TestCase("acme:", null, null, 401, "invalid_client")]
    [TestCase("acme", null, null, 401, "invalid_client")]
    [TestCase("acme:hush", null, "hush", 400, "invalid_request")]
    [TestCase("acme:hush", "public", null, 400, "invalid_request")]
    [TestCase("odd+client:a%2Bb%3A%25+%C3%A9", null, null, 400, "invalid_grant")]
    [TestCase("odd%20client:a%2Bb%3A%25%20%C3%A9", null, null, 400, "invalid_grant")]
    [TestCase("odd client:a+b:% é", null, null, 401, "invalid_client")]
    [TestCase("public:", null, null, 401, "invalid_client")]
    [TestCase("public:anything", null, null, 401, "invalid_client")]
    [TestCase(null, "public", "anything", 401, "invalid_client")]
    [TestCase(null, "public", null, 400, "invalid_grant")]
    [TestCase(null, "public", "", 400, "invalid_grant")]
    [TestCase(null, null, null, 401, "invalid_client")]
    [TestCase(null, "acme", "", 401, "invalid_client")]
    [TestCase(null, "odd client", "a+b:% é", 400, "invalid_grant")]
    public async Task Clients_authenticate_in_the_header_or_in_the_body(string? basic, string? id, string? secret, int status, string error)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Emulator.Url, "/oauth/token"))
        {
            Content = new FormUrlEncodedContent(Fields(await CodeAsync(), ("client_id", id), ("client_secret", secret))),
        };
        if (basic is not null)
        {
            request.Headers.Authorization = new("Basic", Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(basic)));
        }

        using var response = await Browser.Http.SendAsync(request);

        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.That(((int)response.StatusCode, body["error"]?.GetValue<string>() ?? ""), Is.EqualTo((status, error)), body.ToJsonString());
        Assert.That(response.Headers.WwwAuthenticate.Any(one => one.Scheme == "Basic"), Is.EqualTo(status == 401));
    }

    [TestCase("refresh_token", "unsupported_grant_type")]
    [TestCase("client_credentials", "unsupported_grant_type")]
    [TestCase("password", "invalid_grant")]
    public async Task A_public_client_gets_a_token_for_a_code_only(string grant, string error)
    {
        var fields = new Dictionary<string, string>
        {
            ["grant_type"] = grant,
            ["client_id"] = "public",
            ["username"] = "public",
            ["refresh_token"] = Emulator.AccessToken,
        };
        using var response = await Browser.Http.PostAsync(new Uri(Emulator.Url, "/oauth/token"), new FormUrlEncodedContent(fields));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(error).And.Not.Contain("access_token"));
    }

    /// <summary>A server has no browser: its application stands in for the user.</summary>
    [TestCase("acme", "hush", "read write delete", 200, "")]
    [TestCase("acme", "hush", null, 200, "")]
    [TestCase("acme", "wrong", "read", 400, "invalid_grant")]
    [TestCase("odd client", "hush", "read", 400, "invalid_grant")]
    [TestCase("acme", null, "read", 400, "invalid_grant")]
    [TestCase("acme", "hush", "everything", 400, "invalid_scope")]
    public async Task A_server_gets_a_token_for_its_own_credentials(string user, string? password, string? scope, int status, string error)
    {
        var fields = new Dictionary<string, string?>
        {
            ["grant_type"] = "password",
            ["client_id"] = "acme",
            ["client_secret"] = "hush",
            ["username"] = user,
            ["password"] = password,
            ["scope"] = scope,
        };
        using var form = new FormUrlEncodedContent(fields.Where(one => one.Value is not null));
        using var response = await Browser.Http.PostAsync(new Uri(Emulator.Url, "/oauth/token"), form);

        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        Assert.That(((int)response.StatusCode, body["error"]?.ToString() ?? ""), Is.EqualTo((status, error)));
        if (status == 200)
        {
            var token = body["access_token"]!.ToString();
            Assert.That(await StatusAsync(token, Emulator.WorkspaceId), Is.EqualTo(200));
            Assert.That(await StatusAsync(token, Emulator.Workspaces[1].Id), Is.EqualTo(200));
            Assert.That(await RevokeAsync(token, "hush"), Is.EqualTo(200));
            Assert.That(await StatusAsync(token, Emulator.WorkspaceId), Is.EqualTo(401));
        }
    }

    [Test]
    public async Task A_revoked_token_works_no_more_and_others_stay()
    {
        var access = await TokenAsync();
        Assert.That(await StatusAsync(access, Emulator.WorkspaceId), Is.EqualTo(200));

        Assert.That(await RevokeAsync(access, "wrong"), Is.EqualTo(401));
        Assert.That(await StatusAsync(access, Emulator.WorkspaceId), Is.EqualTo(200));
        Assert.That(await RevokeAsync(Emulator.AccessToken, "hush"), Is.EqualTo(200), "not the application's token");
        Assert.That(await StatusAsync(Emulator.AccessToken, Emulator.WorkspaceId), Is.EqualTo(200));
        Assert.That(await RevokeAsync(access, "hush"), Is.EqualTo(200));
        Assert.That(await StatusAsync(access, Emulator.WorkspaceId), Is.EqualTo(401));
        Assert.That(await RevokeAsync(access, "hush"), Is.EqualTo(200), "again");
        Assert.That(await RevokeAsync("", "hush"), Is.EqualTo(400));
    }

    [Test]
    public async Task The_metadata_names_the_endpoints()
    {
        var json = JsonNode.Parse(await Browser.Http.GetStringAsync(new Uri(Emulator.Url, "/.well-known/oauth-authorization-server")))!;

        var origin = Emulator.Url.GetLeftPart(UriPartial.Authority);
        Assert.That(json["issuer"]!.GetValue<string>(), Is.EqualTo(origin));
        foreach (var name in new[] { "authorize", "token", "revoke" })
        {
            Assert.That(
                json[
                    name switch
                    {
                        "authorize" => "authorization_endpoint",
                        "token" => "token_endpoint",
                        _ => "revocation_endpoint",
                    }
                ]!.GetValue<string>(),
                Is.EqualTo($"{origin}/oauth/{name}")
            );
        }

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
        using var response = await Browser.Http.PostAsync(new Uri(Emulator.Url, "/oauth/token"), content);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(
            JsonNode.Parse(await response.Content.ReadAsStringAsync())!["error"]!.GetValue<string>(),
            Is.EqualTo("invalid_request")
        );
    }

    [Test]
    public async Task Other_methods_are_refused_and_the_log_shows_no_queries()
    {
        using var response = await Browser.Http.GetAsync(new Uri(Emulator.Url, "/oauth/token?client_secret=hush"));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.MethodNotAllowed));
        Assert.That(Emulator.Requests[^1], Has.Property("Query").Empty.And.Property("Path").EqualTo("/oauth/token"));
        Assert.That(Application.ToString(), Does.Not.Contain("hush"));
    }
}
