using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Validation;
using ClickFunnels.Emulator;
using ClickFunnels.Emulator.ElasticFunnels;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Hosting;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.TestKit;

/// <summary>An emulator of any API with a plain HTTP client in front of it, which checks responses against the contract.</summary>
internal sealed class PlatformApi : IAsyncDisposable
{
    // A document reads its schemas on demand and is not thread-safe; tests run in parallel.
    private static readonly ThreadLocal<Dictionary<string, ApiDocument>> Documents = new(() => []);
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly string _credential;

    private PlatformApi(ApiEmulator emulator, string credential)
    {
        Emulator = emulator;
        Platform = Platforms.Named(emulator.Api);
        _credential = credential;
    }

    public ApiEmulator Emulator { get; }

    public Platform Platform { get; }

    public ApiContract Contract => Platform.Contract;

    /// <summary>Path of the brand; empty for an API without brands.</summary>
    public string Brand => Emulator is ElasticFunnelsEmulator elastic ? $"/brands/{elastic.BrandId}" : "";

    public static async Task<PlatformApi> SimvolyAsync(Action<SimvolyEmulatorOptions>? configure = null, bool recorded = true)
    {
        var options = new SimvolyEmulatorOptions();
        options.TrafficFolder = recorded ? options.TrafficFolder : null;
        configure?.Invoke(options);
        var emulator = await SimvolyEmulator.StartAsync(options);
        return new PlatformApi(emulator, emulator.AccessToken);
    }

    public static async Task<PlatformApi> ElasticFunnelsAsync(Action<ElasticFunnelsEmulatorOptions>? configure = null, bool recorded = true)
    {
        var options = new ElasticFunnelsEmulatorOptions();
        options.TrafficFolder = recorded ? options.TrafficFolder : null;
        configure?.Invoke(options);
        var emulator = await ElasticFunnelsEmulator.StartAsync(options);
        return new PlatformApi(emulator, emulator.AccessKey);
    }

    /// <summary>Starts the emulator of an API that is named.</summary>
    public static Task<PlatformApi> StartAsync(string api, bool recorded = true) =>
        api == "simvoly" ? SimvolyAsync(recorded: recorded) : ElasticFunnelsAsync(recorded: recorded);

    public Task<Reply> GetAsync(string path) => SendAsync("GET", path);

    public Task<Reply> PostAsync(string path, object? body = null) => SendAsync("POST", path, body);

    public Task<Reply> PutAsync(string path, object body) => SendAsync("PUT", path, body);

    public Task<Reply> DeleteAsync(string path) => SendAsync("DELETE", path);

    /// <summary>Creates a record and insists that it worked.</summary>
    public async Task<JsonNode> MakeAsync(string path, object? body = null)
    {
        var reply = await PostAsync(path, body);
        Assert.That(reply.Status, Is.AnyOf(200, 201), reply.Text);
        return reply.Json;
    }

    /// <summary>Sends a request, and insists that the response is as the contract says.</summary>
    public async Task<Reply> SendAsync(string method, string path, object? body = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Emulator.Url.AbsoluteUri.TrimEnd('/') + path);
        request.Headers.UserAgent.ParseAdd("emulator-tests/1.0");
        var header = Contract.Credential;
        request.Headers.TryAddWithoutValidation(header.Name, header.Scheme + _credential);
        request.Content =
            body as HttpContent
            ?? (
                body is null ? null : new StringContent(body as string ?? JsonSerializer.Serialize(body), Encoding.UTF8, "application/json")
            );
        change?.Invoke(request);
        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var reply = new Reply((int)response.StatusCode, text, response.Headers, response.Content.Headers.ContentType?.MediaType);
        Assert.That(Violations(method, path, reply), Is.Empty, $"{method} {path}: {reply.Status} {reply.Text}");
        return reply;
    }

    /// <summary>The identifier of a record in a path.</summary>
    public string Identifier(Record record) =>
        record.Resource switch
        {
            "Conversion" => record.Text("code")!,
            "Customer" => Uri.EscapeDataString(record.Text("customer_email")!),
            "Subscription" => record.Text("transaction_id")!,
            "Ticket" or "Click" or "Replay" or "CollectionEntry" => TextKeys.KeyOf(record),
            "CourseEnrollment" => $"enrollment-{record.Id}",
            "Webhook" => string.Create(CultureInfo.InvariantCulture, $"rh_{record.Id:x12}"),
            _ => record.Id.ToString(CultureInfo.InvariantCulture),
        };

    /// <summary>The path of an operation, with the last records that it can be about.</summary>
    public string PathOf(ContractOperation operation)
    {
        var parents = operation.Parents.ToDictionary(parent => parent.Parameter, parent => parent.Resource);
        return "/"
            + string.Join(
                '/',
                operation.Segments.Select(segment => segment[0] == '{' ? Value(segment[1..^1], operation, parents) : segment)
            );
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Emulator.DisposeAsync();
    }

    private string Value(string name, ContractOperation operation, Dictionary<string, string> parents)
    {
        if ((operation.Id, name) is ("setTicketStatus", "status"))
        {
            return "closed";
        }

        if (name == "session_id")
        {
            return "session-1";
        }

        var resource = parents.GetValueOrDefault(name) ?? (name == "merchant_id" ? "Merchant" : operation.Resource!);
        lock (Emulator.Store.Gate)
        {
            return Identifier(
                Emulator.Store.Of(resource) is [.., var last] ? last : throw new InvalidOperationException($"There is no {resource}.")
            );
        }
    }

    private IEnumerable<string> Violations(string method, string path, Reply reply)
    {
        // The web server itself refuses an address with a zero byte.
        if (reply is { Status: 400, Text: "" } || Contract.ToRouteTable().Match(method, path.Split('?')[0]) is not { } route)
        {
            return [];
        }

        var documents = Documents.Value!;
        if (!documents.TryGetValue(Emulator.Api, out var document))
        {
            documents.Add(Emulator.Api, document = ApiDocument.Read(PinnedContract.Read(Emulator.Api + ".yaml")));
        }

        var operation = document.Operations.Single(one => one.OperationId == route.Operation.Id);
        var response =
            operation.Responses.GetValueOrDefault(reply.Status.ToString(CultureInfo.InvariantCulture))
            ?? operation.Responses.GetValueOrDefault($"{reply.Status / 100}XX")
            ?? operation.Responses.GetValueOrDefault("default");
        if (response is null)
        {
            return [$"The status {reply.Status} is not documented."];
        }

        return response.Content.GetValueOrDefault("application/json")?.Schema is { } schema && reply.Text.Length > 0
            ? SchemaValidator
                .Validate(schema, JsonSerializer.SerializeToElement(reply.Json), Direction.Response)
                .Select(violation => $"{violation.At} {violation.Says}")
            : [];
    }
}
