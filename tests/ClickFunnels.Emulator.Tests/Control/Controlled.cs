using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Hosting;

namespace ClickFunnels.Emulator.Tests.Control;

/// <summary>An emulator of any API, with a plain client for the API and one for the control.</summary>
internal sealed class Controlled : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };

    private Controlled(ApiEmulator emulator) => Emulator = emulator;

    public ApiEmulator Emulator { get; }

    public ApiContract Contract => Platforms.Named(Emulator.Api).Contract;

    public Uri Root => new(Emulator.Url, "/_emulator");

    public static async Task<Controlled> StartAsync(string api, Action<ApiEmulatorOptions>? configure = null)
    {
        ApiEmulatorOptions options = api switch
        {
            "simvoly" => new SimvolyEmulatorOptions { AccessToken = "key", Contacts = 3 },
            "elasticfunnels" => new ElasticFunnelsEmulatorOptions { AccessKey = "key", Customers = 3 },
            _ => new ClickFunnelsEmulatorOptions
            {
                AccessToken = "key",
                Contacts = 3,
                ProcessorOrders = true,
            },
        };
        options.TrafficFolder = null;
        configure?.Invoke(options);
        return new Controlled(
            options switch
            {
                SimvolyEmulatorOptions simvoly => await SimvolyEmulator.StartAsync(simvoly),
                ElasticFunnelsEmulatorOptions elastic => await ElasticFunnelsEmulator.StartAsync(elastic),
                _ => await ClickFunnelsEmulator.StartAsync((ClickFunnelsEmulatorOptions)options),
            }
        );
    }

    /// <summary>Sends a request to the API.</summary>
    public Task<Reply> CallAsync(string method, string path, byte[]? body = null, string token = "key")
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Emulator.Url, Contract.BasePath + path));
        request.Headers.UserAgent.ParseAdd("emulator-tests/1.0");
        request.Headers.TryAddWithoutValidation(Contract.Credential.Name, Contract.Credential.Scheme + token);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return SendAsync(request);
    }

    /// <summary>
    /// Sends a request to the control, and insists that the response is as described; a string body goes as it is, anything else as JSON.
    /// </summary>
    public async Task<Reply> ControlAsync(string method, string path, object? body = null, Action<HttpRequestMessage>? change = null)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), Root + path);
        if (body is not null)
        {
            request.Content = new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        change?.Invoke(request);
        var reply = await SendAsync(request);
        Assert.That(ControlDescription.Violations(method, path, reply), Is.Empty, $"{method} {path}: {reply.Status} {reply.Text}");
        return reply;
    }

    /// <summary>Sends a request to the control, and insists that it succeeds.</summary>
    public async Task<JsonNode?> DoAsync(string method, string path, object? body = null)
    {
        var reply = await ControlAsync(method, path, body);
        Assert.That(reply.Status, Is.AnyOf(200, 201, 204), $"{method} {path}: {reply.Text}");
        return reply.Text.Length == 0 ? null : reply.Json;
    }

    /// <summary>The whole state, as a file would have it.</summary>
    public async Task<string> SnapshotAsync()
    {
        var reply = await ControlAsync("GET", "/snapshot");
        Assert.That(reply.Status, Is.EqualTo(200), reply.Text);
        return reply.Text;
    }

    /// <summary>Sends random requests to the API; returns those that failed with 5xx.</summary>
    public async Task<List<string>> SendRandomAsync(int seed, int count)
    {
        Dictionary<string, long> ids;
        lock (Emulator.Store.Gate)
        {
            ids = Emulator.Store.All.GroupBy(record => record.Resource).ToDictionary(group => group.Key, group => group.First().Id);
        }

        var failures = new List<string>();
        var requests = new RandomRequests(Contract.Operations, ids, new Random(seed));
        for (var index = 0; index < count; index++)
        {
            var request = requests.Next();
            var reply = await CallAsync(request.Operation.Method, request.Path, request.Body);
            if (reply.Status >= 500)
            {
                failures.Add($"{request}: {reply.Status} {reply.Text}");
            }
        }

        return failures;
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Emulator.DisposeAsync();
    }

    private async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using (request)
        using (var response = await _http.SendAsync(request))
        {
            var text = await response.Content.ReadAsStringAsync();
            return new Reply((int)response.StatusCode, text, response.Headers, response.Content.Headers.ContentType?.MediaType);
        }
    }
}
