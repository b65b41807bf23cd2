using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace ClickFunnels.Emulator.Tests.OAuth;

/// <summary>An emulator with registered applications, and a browser.</summary>
public abstract class OAuthFixture
{
    protected const string Redirect = "https://app.example.com/callback";
    protected const string Verifier = "0123456789012345678901234567890123456789abc";
    private static readonly string Challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    private ClickFunnelsEmulator? _emulator;
    private Browser? _browser;

    private protected ManualTimeProvider Clock { get; } = new();

    protected OAuthApplication Application { get; } = new("acme") { ClientSecret = "hush", Name = "Acme <script>alert(1)</script> & Co" };

    protected ClickFunnelsEmulator Emulator => _emulator!;

    private protected Browser Browser => _browser!;

    [SetUp]
    public async Task StartAsync()
    {
        Application.RedirectUris.Add(Redirect);
        var other = new OAuthApplication("public");
        other.RedirectUris.Add(Redirect + "?kept=1");
        var options = new ClickFunnelsEmulatorOptions
        {
            TimeProvider = Clock,
            OAuthApplications =
            {
                Application,
                other,
                new OAuthApplication("odd client") { ClientSecret = "a+b:% é" },
            },
            Workspaces = { new WorkspaceSeed("second") },
        };
        _emulator = await ClickFunnelsEmulator.StartAsync(options);
        _browser = new Browser();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _browser?.Dispose();
        if (_emulator is not null)
        {
            await _emulator.DisposeAsync();
        }
    }

    protected Uri Authorize(string client, params (string Name, string? Value)[] changes)
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
        {
            query[name] = value;
        }

        return new Uri(Emulator.Url, QueryHelpers.AddQueryString("/oauth/authorize", query.Where(pair => pair.Value is not null)));
    }

    protected static Dictionary<string, string> Fields(string code, params (string Name, string? Value)[] changes)
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
            {
                fields.Add(name, value);
            }
        }

        return fields;
    }

    protected async Task<string> CodeAsync() => (await Browser.ConsentAsync(await Browser.OpenAsync(Authorize("acme")))).Returned("code")!;

    protected async Task<string> TokenAsync() => (await ExchangeAsync(await CodeAsync())).Body["access_token"]!.GetValue<string>();

    protected async Task<(int Status, JsonNode Body)> ExchangeAsync(string code, params (string Name, string? Value)[] changes)
    {
        using var response = await Browser.Http.PostAsJsonAsync(new Uri(Emulator.Url, "/oauth/token"), Fields(code, changes));
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    protected async Task<(int Status, string Error)> ErrorAsync(string code, params (string Name, string? Value)[] changes)
    {
        var (status, body) = await ExchangeAsync(code, changes);
        return (status, body["error"]?.GetValue<string>() ?? "");
    }

    protected async Task<int> RevokeAsync(string token, string secret)
    {
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["token"] = token,
                ["client_id"] = "acme",
                ["client_secret"] = secret,
            }
        );
        using var response = await Browser.Http.PostAsync(new Uri(Emulator.Url, "/oauth/revoke"), form);
        return (int)response.StatusCode;
    }

    protected async Task<int> StatusAsync(string token, long workspace)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Emulator.Url, $"/api/v2/workspaces/{workspace}/contacts"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        using var response = await Browser.Http.SendAsync(request);
        return (int)response.StatusCode;
    }
}
