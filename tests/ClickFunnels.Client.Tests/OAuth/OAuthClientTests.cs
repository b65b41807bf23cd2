using ClickFunnels.OAuth;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests.OAuth;

/// <summary>Authorization address, exchange, revocation and metadata on the wire.</summary>
public sealed class OAuthClientTests
{
    private const string Secret = "client-secret-MARKER";
    private const string Redirect = "https://acme.example/clickfunnels/callback?tenant=1";
    private const string TokenResponse = """
        {"access_token":"granted-MARKER","token_type":"Bearer","expires_in":7200,"scope":"admin read","created_at":1707498467,
         "team_id":1234,"team_name":"T","workspace_id":4567,"workspace_name":"W","workspace_url":"https://acme.myclickfunnels.com"}
        """;

    private readonly FakeService _service = new();

    [Test]
    public void The_installation_flow_sends_the_documented_parameters_with_state_and_pkce()
    {
        var authorization = Client().Authorize();
        var query = Query(authorization.Url);

        Assert.That(authorization.Url.GetLeftPart(UriPartial.Path), Is.EqualTo("https://accounts.myclickfunnels.com/oauth/authorize"));
        Assert.That(
            query,
            Is.EqualTo(
                new Dictionary<string, string>
                {
                    ["client_id"] = "client-1",
                    ["grant_type"] = "authorization_code",
                    ["redirect_uri"] = Redirect,
                    ["response_type"] = "code",
                    ["new_installation"] = "true",
                    ["state"] = authorization.State,
                    ["code_challenge"] = OAuthClient.Challenge(authorization.CodeVerifier),
                    ["code_challenge_method"] = "S256",
                }
            )
        );
    }

    [Test]
    public void The_user_flow_does_not_request_an_installation()
    {
        var query = Query(Client().Authorize(OAuthFlow.User, "read", "write").Url);

        Assert.That(query, Does.Not.ContainKey("new_installation"));
        Assert.That(query["scope"], Is.EqualTo("read write"));
    }

    /// <summary>The example of RFC 7636, appendix B.</summary>
    [Test]
    public void The_challenge_matches_the_standard() =>
        Assert.That(
            OAuthClient.Challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
            Is.EqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
        );

    [Test]
    public void No_two_attempts_are_alike()
    {
        using var client = Client();
        var attempts = Enumerable.Range(0, 200).Select(_ => client.Authorize()).ToList();

        Assert.That(attempts.Select(static attempt => attempt.State), Is.Unique);
        Assert.That(attempts.Select(static attempt => attempt.CodeVerifier), Is.Unique.And.All.Match("^[A-Za-z0-9_-]{43}$"));
    }

    [Test]
    public async Task With_a_secret_the_code_is_exchanged_in_json()
    {
        _service.Respond(200, TokenResponse);
        var token = await Client().CompleteAsync("?code=the%2Bcode&state=s-1", "s-1", "verifier-1");

        var sent = _service.Only;
        Assert.Multiple(() =>
        {
            Assert.That((sent.Method, sent.Url), Is.EqualTo(("POST", "https://accounts.myclickfunnels.com/oauth/token")));
            Assert.That(sent.Headers.GetValueOrDefault("User-Agent"), Is.EqualTo("AcmeShop/1.0"));
            Assert.That(sent.Headers.GetValueOrDefault("Authorization"), Is.Null);
            Assert.That(sent.Headers["Content-Type"], Does.StartWith("application/json"));
            Assert.That(
                JToken.DeepEquals(
                    JObject.Parse(sent.Body!),
                    new JObject
                    {
                        ["grant_type"] = "authorization_code",
                        ["code"] = "the+code",
                        ["client_id"] = "client-1",
                        ["redirect_uri"] = Redirect,
                        ["client_secret"] = Secret,
                        ["code_verifier"] = "verifier-1",
                    }
                ),
                sent.Body
            );
            Assert.That(token.AccessToken, Is.EqualTo("granted-MARKER"));
            Assert.That(
                (token.WorkspaceId, token.TeamId, token.Subdomain, token.ExpiresIn, token.Scope),
                Is.EqualTo((4567L, 1234L, "acme", 7200L, "admin read"))
            );
        });
    }

    [Test]
    public async Task A_public_client_sends_a_form_without_a_secret()
    {
        _service.Respond(200, """{"access_token":"t","token_type":"Bearer"}""");
        var token = await Client(static options => options.ClientSecret = null).ExchangeAsync("c", "v");

        Assert.That(_service.Only.Headers["Content-Type"], Does.StartWith("application/x-www-form-urlencoded"));
        Assert.That(
            Query(new Uri("https://x.example/?" + _service.Only.Body)).Keys,
            Is.EquivalentTo(new[] { "grant_type", "code", "client_id", "redirect_uri", "code_verifier" })
        );
        Assert.That(token.WorkspaceId, Is.Null);
    }

    [TestCase(null, "read write delete")]
    [TestCase("read", "read")]
    public async Task A_server_gets_a_token_with_the_credentials_of_its_application(string? scope, string sentScope)
    {
        _service.Respond(200, """{"access_token":"granted-MARKER","token_type":"Bearer","new":1}""");
        var token = await Client().RequestServerTokenAsync(scope is null ? null : [scope]);

        Assert.That(_service.Only.Url, Is.EqualTo("https://accounts.myclickfunnels.com/oauth/token"));
        Assert.That(_service.Only.Headers["Content-Type"], Does.StartWith("application/x-www-form-urlencoded"));
        Assert.That(
            Query(new Uri("https://x.example/?" + _service.Only.Body)),
            Is.EqualTo(
                new Dictionary<string, string>
                {
                    ["grant_type"] = "password",
                    ["client_id"] = "client-1",
                    ["client_secret"] = Secret,
                    ["username"] = "client-1",
                    ["password"] = Secret,
                    ["scope"] = sentScope,
                }
            )
        );
        Assert.That(token.AccessToken, Is.EqualTo("granted-MARKER"));
    }

    [Test]
    public void A_server_token_needs_a_secret_and_no_message_has_it()
    {
        Assert.That(
            () => Client(static options => options.ClientSecret = null).RequestServerTokenAsync(),
            Throws.TypeOf<ApiConfigurationException>().With.Message.Contains("ClientSecret")
        );
        Assert.That(_service.Sent, Is.Empty);

        _service.Respond(401, """{"error":"invalid_client","error_description":"wrong"}""");
        Assert.That(
            () => Client().RequestServerTokenAsync(),
            Throws.TypeOf<OAuthException>().With.Message.Contains("invalid_client").And.Message.Not.Contains("MARKER")
        );
    }

    [TestCase("code=c", TestName = "A_callback_without_a_state_is_refused")]
    [TestCase("code=c&state=", TestName = "A_callback_with_an_empty_state_is_refused")]
    [TestCase("code=c&state=s-2", TestName = "A_callback_with_another_state_is_refused")]
    [TestCase("code=c&state=s-12", TestName = "A_callback_with_a_longer_state_is_refused")]
    [TestCase("code=c&state=s-2&state=s-1", TestName = "A_callback_with_two_states_is_refused")]
    [TestCase("state=s-1", TestName = "A_callback_without_a_code_is_refused")]
    [TestCase("", TestName = "An_empty_callback_is_refused")]
    public void A_callback_of_another_browser_is_refused(string query)
    {
        Assert.That(async () => await Client().CompleteAsync(query, "s-1", "v"), Throws.TypeOf<OAuthException>());
        Assert.That(_service.Sent, Is.Empty);
    }

    [Test]
    public async Task A_customer_who_refuses_is_an_error_of_its_own()
    {
        var exception = (
            await Assert.ThrowsAsync<OAuthException>(() =>
                Client().CompleteAsync("error=access_denied&error_description=The+owner+%3Cb%3Erefused&state=s-1", "s-1", "v")
            )
        )!;

        Assert.That((exception.Error, exception.Description), Is.EqualTo(("access_denied", "The owner <b>refused")));
        Assert.That(exception.Message, Does.Contain("access_denied").And.Not.Contain("owner"));
    }

    [TestCase(400, """{"error":"invalid_grant","error_description":"used MARKER"}""", "invalid_grant", "start connecting again", false)]
    [TestCase(401, """{"error":"invalid_client"}""", "invalid_client", "check the client id and the client secret", false)]
    [TestCase(403, "<html>MARKER</html>", null, "User-Agent", false)]
    [TestCase(429, "", null, "429", true)]
    [TestCase(502, "<html>MARKER</html>", null, "502", true)]
    [TestCase(400, """{"error":"Strange MARKER thing"}""", null, "400", false)]
    [TestCase(200, "<html>MARKER</html>", null, "not a JSON object", false)]
    [TestCase(200, """{"token_type":"Bearer"}""", null, "no access token", false)]
    public async Task A_refusal_says_how_to_fix_it_and_quotes_nothing(int status, string body, string? error, string fix, bool transient)
    {
        _service.Respond(status, body);
        var exception = (await Assert.ThrowsAsync<OAuthException>(() => Client().ExchangeAsync("code-MARKER", "verifier-MARKER")))!;

        Assert.Multiple(() =>
        {
            Assert.That(exception.Error, Is.EqualTo(error));
            Assert.That(exception.StatusCode, Is.EqualTo(status));
            Assert.That(exception.IsTransient, Is.EqualTo(transient));
            Assert.That(exception.Message, Does.Contain(fix));
            Assert.That(exception.ToString(), Does.Not.Contain("MARKER"));
        });
    }

    [TestCase("br", 200)]
    [TestCase("gzip", 200)]
    [TestCase("deflate", 400)]
    [TestCase("br", 400)]
    [TestCase("gzip", 400)]
    public async Task A_damaged_compressed_body_is_an_oauth_error_with_its_status(string encoding, int status)
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var serving = ServeDamagedAsync(listener, encoding, status);
        using var client = Client(options =>
        {
            options.HttpHandler = null;
            options.AccountsAddress = new Uri($"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}/");
        });

        var exception = (await Assert.ThrowsAsync<OAuthException>(() => client.ExchangeAsync("code", "verifier")))!;

        await serving;
        Assert.That(exception.StatusCode, Is.EqualTo(status));
    }

    [TestCase("client-secret-MARKER\n", "ClientSecret")]
    [TestCase("\tclient-secret-MARKER", "ClientSecret")]
    [TestCase("client\0secret-MARKER", "ClientSecret")]
    public void A_secret_that_was_copied_with_a_line_end_is_refused(string secret, string setting) =>
        Assert.That(
            () => Client(options => options.ClientSecret = secret),
            Throws.TypeOf<ApiConfigurationException>().With.Message.Contains(setting).And.Message.Not.Contains("MARKER")
        );

    [Test]
    public void A_client_id_that_was_copied_with_a_line_end_is_refused() =>
        Assert.That(
            () => Client(static options => options.ClientId = "client-1\n"),
            Throws.TypeOf<ApiConfigurationException>().With.Message.Contains("ClientId")
        );

    [Test]
    public void A_code_is_never_sent_twice()
    {
        _service.Fail(new HttpRequestException("reset"));

        Assert.That(
            async () => await Client().ExchangeAsync("c", "v"),
            Throws.TypeOf<OAuthException>().With.Property(nameof(OAuthException.IsTransient)).True
        );
        Assert.That(_service.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Revoking_sends_the_token_in_the_body()
    {
        _service.Respond(200, "{}");
        await Client().RevokeAsync("granted-MARKER");

        Assert.That(_service.Only.Url, Is.EqualTo("https://accounts.myclickfunnels.com/oauth/revoke"));
        Assert.That(Query(new Uri("https://x.example/?" + _service.Only.Body))["token"], Is.EqualTo("granted-MARKER"));
    }

    [Test]
    public async Task Metadata_with_missing_fields_is_read()
    {
        _service.Respond(
            200,
            """
            {"issuer":"https://accounts.myclickfunnels.com","scopes_supported":["admin","read"],
             "code_challenge_methods_supported":["S256"],"surprise":1}
            """
        );
        var metadata = await Client().GetMetadataAsync();

        Assert.That(_service.Only.Url, Is.EqualTo("https://accounts.myclickfunnels.com/.well-known/oauth-authorization-server"));
        Assert.That(metadata.ScopesSupported, Is.EqualTo(new[] { "admin", "read" }));
        Assert.That((metadata.Issuer, metadata.TokenEndpoint), Is.EqualTo(("https://accounts.myclickfunnels.com", (string?)null)));
        Assert.That(metadata.GrantTypesSupported, Is.Empty);
    }

    [Test]
    public void Canceling_is_a_cancellation_and_a_slow_server_is_not()
    {
        using var canceled = new CancellationTokenSource();
        _service.Always(async request =>
        {
            await canceled.CancelAsync();
            throw new OperationCanceledException();
        });

        Assert.That(async () => await Client().ExchangeAsync("c", "v", canceled.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(
            async () => await Client().ExchangeAsync("c", "v"),
            Throws.TypeOf<OAuthException>().With.Message.Contains("no response")
        );
    }

    [Test]
    public void A_token_goes_through_a_store_as_json()
    {
        var token = OAuthToken.FromJson(TokenResponse);

        Assert.That(OAuthToken.FromJson(token.ToJson()).ToJson(), Is.EqualTo(token.ToJson()));
        Assert.That(token.ToString(), Does.Not.Contain("MARKER"));
        Assert.That(() => OAuthToken.FromJson("{}"), Throws.TypeOf<OAuthException>());
        Assert.That(() => OAuthToken.FromJson("no JSON"), Throws.TypeOf<OAuthException>());
    }

    [TestCase("https://acme.myclickfunnels.com", "acme")]
    [TestCase("https://acme.myclickfunnels.com/", "acme")]
    [TestCase("http://acme.myclickfunnels.com", null)]
    [TestCase("https://acme.myclickfunnels.com.evil.example", null)]
    [TestCase("https://a.b.myclickfunnels.com", null)]
    [TestCase("https://www.acme.example", null)]
    [TestCase(null, null)]
    public void The_subdomain_is_taken_from_the_service_s_own_hosts_alone(string? address, string? subdomain) =>
        Assert.That(new OAuthToken { WorkspaceUrl = address }.Subdomain, Is.EqualTo(subdomain));

    [TestCase("https://acme.example/callback/", "ends in a slash")]
    [TestCase("https://acme.example/callback\n", "blank")]
    [TestCase("http://acme.example/callback", "https")]
    [TestCase("https://acme.example/callback#x", "fragment")]
    [TestCase("/callback", "absolute")]
    [TestCase("", "RedirectUri is missing")]
    public void A_redirect_that_the_service_would_refuse_is_refused_here(string redirect, string problem) =>
        Assert.That(
            () => Client(options => options.RedirectUri = redirect),
            Throws.TypeOf<ApiConfigurationException>().With.Message.Contains(problem).And.Message.Not.Contains("MARKER")
        );

    [TestCase("http://localhost:8976/callback")]
    [TestCase("http://127.0.0.1:8976/callback")]
    public void Loopback_may_be_plain_http(string redirect) =>
        Assert.That(() => Client(options => options.RedirectUri = redirect), Throws.Nothing);

    [Test]
    public void All_problems_are_named_at_once() =>
        Assert.That(
            Assert
                .Throws<ApiConfigurationException>(() =>
                    new OAuthClient(
                        new OAuthOptions
                        {
                            ClientSecret = " ",
                            AccountsAddress = new Uri("http://accounts.example/x"),
                            Timeout = TimeSpan.Zero,
                        }
                    )
                )!
                .Problems,
            Has.Count.EqualTo(6)
        );

    private static async Task ServeDamagedAsync(System.Net.Sockets.TcpListener listener, string encoding, int status)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        await using var stream = connection.GetStream();
        var request = string.Empty;
        var buffer = new byte[4096];
        while (!request.Contains("code_verifier", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer);
            Assert.That(read, Is.Positive, "The request ended early.");
            request += System.Text.Encoding.ASCII.GetString(buffer, 0, read);
        }

        var head = $"HTTP/1.1 {status} Status\r\nContent-Encoding: {encoding}\r\nContent-Length: 20\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(head + "these bytes are bad!"));
    }

    private OAuthClient Client(Action<OAuthOptions>? configure = null)
    {
        var options = new OAuthOptions
        {
            ClientId = "client-1",
            ClientSecret = Secret,
            RedirectUri = Redirect,
            UserAgent = "AcmeShop/1.0",
            HttpHandler = _service,
        };
        configure?.Invoke(options);
        return new OAuthClient(options);
    }

    private static Dictionary<string, string> Query(Uri address) =>
        address
            .Query.TrimStart('?')
            .Split('&')
            .Select(static pair => pair.Split('='))
            .ToDictionary(static pair => pair[0], static pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));
}
