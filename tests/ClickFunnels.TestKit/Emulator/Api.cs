using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator;

namespace ClickFunnels.TestKit;

/// <summary>A response whose body was read completely.</summary>
internal sealed record Reply(int Status, string Text, HttpResponseHeaders Headers, string? ContentType)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public long Id => Json["id"]!.GetValue<long>();

    public string? Error => Json["error"]?.GetValue<string>();

    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.Single() : null;

    public List<long> Ids => [.. Json.AsArray().Select(item => item!["id"]!.GetValue<long>())];
}

/// <summary>An emulator with a plain HTTP client in front of it.</summary>
internal sealed class Api : IAsyncDisposable
{
    private readonly HttpClient _http;

    private Api(ClickFunnelsEmulator emulator)
    {
        Emulator = emulator;
        _http = new HttpClient { Timeout = TimeSpan.FromSeconds(60) };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("emulator-tests/1.0");
        Token = emulator.AccessToken;
    }

    public ClickFunnelsEmulator Emulator { get; }

    public string Token { get; set; }

    public string Workspace => $"/workspaces/{Emulator.WorkspaceId}";

    /// <summary>Starts an emulator.</summary>
    /// <param name="contacts">Number of contacts.</param>
    /// <param name="configure">Changes the options.</param>
    /// <param name="unrecorded">Why the traffic is kept from the check against the contract: what the test sends on purpose and the
    /// contract lacks.</param>
    public static async Task<Api> StartAsync(
        int contacts = 0,
        Action<ClickFunnelsEmulatorOptions>? configure = null,
        string? unrecorded = null
    )
    {
        var options = new ClickFunnelsEmulatorOptions { Contacts = contacts };
        if (unrecorded is not null)
        {
            options.TrafficFolder = null;
        }

        configure?.Invoke(options);
        return new Api(await ClickFunnelsEmulator.StartAsync(options));
    }

    public Task<Reply> GetAsync(string path) => SendAsync("GET", path);

    public Task<Reply> PostAsync(string path, object? body = null) => SendAsync("POST", path, body);

    public Task<Reply> PutAsync(string path, object body) => SendAsync("PUT", path, body);

    public Task<Reply> DeleteAsync(string path) => SendAsync("DELETE", path);

    /// <summary>Creates a record and insists that it worked.</summary>
    public async Task<JsonNode> MakeAsync(string path, object body)
    {
        var reply = await PostAsync(path, body);
        Assert.That(reply.Status, Is.EqualTo(201), reply.Text);
        return reply.Json;
    }

    /// <summary>Sends a request; a string body goes as it is, anything else as JSON.</summary>
    public async Task<Reply> SendAsync(string method, string path, object? body = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Emulator.Url, "/api/v2" + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        if (body is not null)
        {
            request.Content = new StringContent(
                body as string ?? System.Text.Json.JsonSerializer.Serialize(body),
                Encoding.UTF8,
                "application/json"
            );
        }

        change?.Invoke(request);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Reply((int)response.StatusCode, text, response.Headers, response.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>All pages of a list.</summary>
    public async Task<List<Reply>> PagesAsync(string path)
    {
        var pages = new List<Reply>();
        for (string? next = path; next is not null; )
        {
            var page = await GetAsync(next);
            Assert.That(page.Status, Is.EqualTo(200), page.Text);
            pages.Add(page);
            next = page.Header("Pagination-Next") is { } after
                ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}after={after}"
                : null;
        }

        return pages;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Emulator.DisposeAsync();
    }
}
