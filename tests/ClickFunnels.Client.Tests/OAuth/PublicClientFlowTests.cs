using System.Net;
using ClickFunnels.Emulator;
using ClickFunnels.OAuth;

namespace ClickFunnels.Tests.OAuth;

/// <summary>The client of the library as a public client, against the emulator.</summary>
public sealed class PublicClientFlowTests
{
    private const string RegisteredCallback = "http://127.0.0.1/callback";
    private const string Callback = "http://127.0.0.1:49152/callback";
    private ClickFunnelsEmulator? _emulator;
    private OAuthClient? _client;
    private Browser? _browser;

    private ClickFunnelsEmulator Emulator => _emulator!;

    private OAuthClient Client => _client!;

    private Browser Browser => _browser!;

    [SetUp]
    public async Task StartAsync()
    {
        var native = new OAuthApplication("native");
        native.RedirectUris.Add(RegisteredCallback);
        _emulator = await ClickFunnelsEmulator.StartAsync(
            new ClickFunnelsEmulatorOptions { OAuthApplications = { native, new OAuthApplication("other") } }
        );
        _browser = new Browser();
        _client = ClientOf("native");
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client?.Dispose();
        _browser?.Dispose();
        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }
    }

    [TestCase(OAuthFlow.Installation)]
    [TestCase(OAuthFlow.User)]
    public async Task It_connects_uses_and_revokes_without_a_secret(OAuthFlow flow)
    {
        var (query, attempt) = await ConsentAsync(flow);

        var token = await Client.CompleteAsync(query, attempt.State, attempt.CodeVerifier);

        Assert.That(await StatusAsync(token.AccessToken), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(token.WorkspaceId, Is.EqualTo(flow == OAuthFlow.Installation ? Emulator.WorkspaceId : null));
        using (var other = ClientOf("other"))
        {
            await other.RevokeAsync(token.AccessToken);
        }

        Assert.That(await StatusAsync(token.AccessToken), Is.EqualTo(HttpStatusCode.OK), "another client revoked it");
        await Client.RevokeAsync(token.AccessToken);
        Assert.That(await StatusAsync(token.AccessToken), Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_wrong_verifier_none_and_a_used_code_are_refused()
    {
        string?[] wrong = [new('a', 43), new('a', 42), null];
        foreach (var verifier in wrong)
        {
            var (query, attempt) = await ConsentAsync(OAuthFlow.User);
            var code = Code(query);
            Assert.That(() => Client.ExchangeAsync(code, verifier), Refused("invalid_grant"));
            Assert.That(
                () => Client.ExchangeAsync(code, attempt.CodeVerifier),
                Refused("invalid_grant"),
                "the failed attempt used the code"
            );
        }

        var (used, known) = await ConsentAsync(OAuthFlow.User);
        await Client.ExchangeAsync(Code(used), known.CodeVerifier);
        Assert.That(() => Client.ExchangeAsync(Code(used), known.CodeVerifier), Refused("invalid_grant"));
    }

    [Test]
    public async Task The_code_of_one_public_client_is_worthless_to_another_and_at_another_port()
    {
        var (query, attempt) = await ConsentAsync(OAuthFlow.User);
        using var other = ClientOf("other");
        Assert.That(() => other.ExchangeAsync(Code(query), attempt.CodeVerifier), Refused("invalid_grant"));

        var (again, second) = await ConsentAsync(OAuthFlow.User);
        using var moved = ClientOf("native", callback: "http://127.0.0.1:49153/callback");
        Assert.That(() => moved.ExchangeAsync(Code(again), second.CodeVerifier), Refused("invalid_grant"));
    }

    [Test]
    public async Task A_secret_of_a_public_client_is_refused()
    {
        var (query, attempt) = await ConsentAsync(OAuthFlow.User);
        using var client = ClientOf("native", secret: "invented");

        Assert.That(() => client.ExchangeAsync(Code(query), attempt.CodeVerifier), Refused("invalid_client"));
        Assert.That(() => client.RevokeAsync(Emulator.AccessToken), Refused("invalid_client"));
    }

    private static string Code(string query) => QueryOf(query)["code"];

    private static Dictionary<string, string> QueryOf(string query) =>
        query
            .TrimStart('?')
            .Split('&')
            .Select(pair => pair.Split('=', 2))
            .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));

    private static NUnit.Framework.Constraints.EqualStringConstraint Refused(string code) =>
        Throws.InstanceOf<OAuthException>().With.Property(nameof(OAuthException.Error)).EqualTo(code);

    private OAuthClient ClientOf(string id, string? secret = null, string callback = Callback) =>
        new(
            new OAuthOptions
            {
                ClientId = id,
                ClientSecret = secret,
                RedirectUri = callback,
                UserAgent = "tests/1.0",
                AccountsAddress = Emulator.Url,
            }
        );

    private async Task<(string Query, OAuthAuthorization Attempt)> ConsentAsync(OAuthFlow flow)
    {
        var attempt = Client.Authorize(flow);
        var back = await Browser.ConsentAsync(await Browser.OpenAsync(attempt.Url));
        Assert.That(back.Location!.GetLeftPart(UriPartial.Path), Is.EqualTo(Callback));
        return (back.Location.Query, attempt);
    }

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(Emulator.Url, $"/api/v2/workspaces/{Emulator.WorkspaceId}/contacts")
        );
        request.Headers.Authorization = new("Bearer", token);
        using var response = await Browser.Http.SendAsync(request);
        return response.StatusCode;
    }
}
