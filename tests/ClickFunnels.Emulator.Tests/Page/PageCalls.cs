using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Tests.Page;

/// <summary>Calls the control of an emulator as its page does.</summary>
internal sealed class PageCalls(ApiEmulator emulator) : IDisposable
{
    private readonly HttpClient _http = new()
    {
        BaseAddress = new Uri(new Uri(emulator.Url.GetLeftPart(UriPartial.Authority)), "/_emulator/"),
        Timeout = TimeSpan.FromSeconds(60),
    };

    public HttpClient Http => _http;

    public async Task<JsonNode> GetAsync(string path) => await SendAsync(HttpMethod.Get, path, null, 200);

    public async Task<JsonNode> PostAsync(string path, object? body, int status = 200) =>
        await SendAsync(HttpMethod.Post, path, body, status);

    public async Task<JsonNode> PatchAsync(string path, object body, int status = 200) =>
        await SendAsync(HttpMethod.Patch, path, body, status);

    public async Task<JsonNode> DeleteAsync(string path, int status = 204) => await SendAsync(HttpMethod.Delete, path, null, status);

    /// <summary>Returns the message of the error that a request gets.</summary>
    public async Task<string> ErrorAsync(string method, string path, object? body, int status) =>
        (await SendAsync(new HttpMethod(method), path, body, status))["error"]!.GetValue<string>();

    public void Dispose() => _http.Dispose();

    private async Task<JsonNode> SendAsync(HttpMethod method, string path, object? body, int status)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? System.Text.Json.JsonSerializer.Serialize(body), Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(status), $"{method} {path}: {text}");
        return text.Length > 0 ? JsonNode.Parse(text)! : new JsonObject();
    }
}
