using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VerifyLive;

/// <summary>A response: its status, its JSON, and the headers that are documented.</summary>
internal sealed record Reply(int Status, JsonNode? Json, bool IsJson, string? RetryAfter, TimeSpan Time)
{
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The id of the record.</summary>
    public string Id => (Json as JsonObject)?["id"]?.ToString() ?? "";

    /// <summary>The records of a list, bare or below a key.</summary>
    public IReadOnlyList<JsonObject> Items =>
        (Json as JsonArray ?? (Json as JsonObject)?.Select(static pair => pair.Value).OfType<JsonArray>().FirstOrDefault()) is { } list
            ? [.. list.OfType<JsonObject>()]
            : [];

    // Bodies hold data of people.
    public override string ToString() => $"status {Status}";
}

/// <summary>
/// Sends plain requests, because the checks ask what the client never sends. There are no retries, so that each status is seen. The
/// token goes to hosts of ClickFunnels only, or to a local emulator.
/// </summary>
internal sealed class Service : IDisposable
{
    private const int MaximumBytes = 32 * 1024 * 1024;
    private const int MaximumFileBytes = 64 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Settings _settings;
    private readonly HttpClient _http;

    public Service(Settings settings, HttpMessageHandler? handler = null)
    {
        _settings = settings;

        // A redirect could lead the token to another host.
        _http = new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaximumBytes,
        };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("ClickFunnels-VerifyLive/1.0");
    }

    /// <summary>Sends a request of the API.</summary>
    public Task<Reply> SendAsync(
        HttpMethod method,
        string path,
        IEnumerable<(string Name, string Value)> query,
        JsonNode? body,
        bool accounts,
        CancellationToken cancellationToken
    )
    {
        var text = string.Join('&', query.Select(static one => $"{Uri.EscapeDataString(one.Name)}={Uri.EscapeDataString(one.Value)}"));
        var request = new HttpRequestMessage(method, new Uri(Host(accounts), "/api/v2" + path + (text.Length > 0 ? "?" + text : "")));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _settings.Token);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        }

        return SendAsync(request, cancellationToken);
    }

    /// <summary>Sends a form to the authorization server. The token is not sent.</summary>
    public Task<Reply> SendFormAsync(string path, IEnumerable<KeyValuePair<string, string>> form, CancellationToken cancellationToken) =>
        SendAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(Host(accounts: true), path)) { Content = new FormUrlEncodedContent(form) },
            cancellationToken
        );

    /// <summary>Reads the beginning of a file, without the token; null if that is not possible.</summary>
    public async Task<byte[]?> DownloadAsync(string? address, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
        if (!response.IsSuccessStatusCode)
        {
            return null;
        }

        await using var stream = await response.Content.ReadAsStreamAsync(limit.Token);
        var bytes = new byte[MaximumFileBytes];
        var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, limit.Token);
        return bytes[..read];
    }

    public void Dispose() => _http.Dispose();

    private Uri Host(bool accounts) =>
        _settings.Url ?? new Uri($"https://{(accounts ? "accounts" : _settings.Subdomain)}.myclickfunnels.com");

    private async Task<Reply> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var owned = request;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        await Task.Delay(_settings.Pace, limit.Token);
        request.Headers.Accept.ParseAdd("application/json");
        var start = TimeProvider.System.GetTimestamp();
        using var response = await _http.SendAsync(request, limit.Token);
        var text = await response.Content.ReadAsStringAsync(limit.Token);
        var time = TimeProvider.System.GetElapsedTime(start);
        var (json, isJson) = Parse(text);
        return new Reply((int)response.StatusCode, json, isJson, RetryAfter(response), time);
    }

    private static string? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            null => null,
            { Delta: { } delta } => ((long)delta.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture),
            _ => "a date",
        };

    private static (JsonNode? Json, bool IsJson) Parse(string text)
    {
        try
        {
            return (text.Length == 0 ? null : JsonNode.Parse(text), true);
        }
        catch (JsonException)
        {
            return (null, false);
        }
    }
}
