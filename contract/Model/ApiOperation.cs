using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Routing;
using ClickFunnels.Contracts.Structure;

namespace ClickFunnels.Contracts.Model;

/// <summary>One operation of a document.</summary>
internal sealed class ApiOperation
{
    private readonly JsonObject _pathItem;
    private readonly string _pathPointer;

    public ApiOperation(ApiDocument document, string method, string path, JsonObject node, JsonObject pathItem, string pathPointer)
    {
        Document = document;
        Method = method.ToUpperInvariant();
        Path = path;
        Node = node;
        Pointer = $"{pathPointer}/{method}";
        _pathItem = pathItem;
        _pathPointer = pathPointer;
    }

    public ApiDocument Document { get; }

    /// <summary>HTTP method in capitals.</summary>
    public string Method { get; }

    /// <summary>Path as it is written, with its parameters in braces.</summary>
    public string Path { get; }

    /// <summary>Path with empty braces, so that different parameter names do not matter.</summary>
    public string Route => field ??= PathTemplate.Route(Path);

    /// <summary>Method and path for people: <c>GET /contacts/{id}</c>.</summary>
    public string Name => $"{Method} {Path}";

    /// <summary>Method and route, by which the operations of two documents are matched.</summary>
    public string Key => $"{Method} {Route}";

    public JsonObject Node { get; }

    public string Pointer { get; }

    public string? OperationId => Text("operationId");

    public bool Deprecated => Node["deprecated"] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    public IReadOnlyList<string> Tags =>
        field ??= [.. (Node["tags"] as JsonArray)?.OfType<JsonValue>().Select(tag => tag.ToString()) ?? []];

    /// <summary>Parameters of the operation and of its path, the former first.</summary>
    public IReadOnlyList<ApiParameter> Parameters => field ??= [.. ReadParameters()];

    /// <summary>Path parameters in the order of the path.</summary>
    public IReadOnlyList<ApiParameter> PathParameters =>
        field ??= [
            .. Parameters
                .Where(parameter => parameter.In == "path")
                .OrderBy(parameter => Path.IndexOf($"{{{parameter.Name}}}", StringComparison.Ordinal)),
        ];

    public ApiBody? Body => field ??= ReadBody();

    /// <summary>The requests that the service sends because of the operation.</summary>
    public IReadOnlyList<ApiCallback> Callbacks => field ??= [.. ReadCallbacks()];

    /// <summary>
    /// Responses by status: <c>200</c>, <c>5XX</c>, <c>default</c>. A <c>default</c> with <c>x-statuses</c> counts as that range.
    /// </summary>
    public IReadOnlyDictionary<string, ContractResponse> Responses => field ??= ReadResponses();

    /// <summary>
    /// The security that applies: alternatives, each with the schemes and scopes that it needs; the document's when the operation has none.
    /// </summary>
    public JsonArray Security => Node["security"] as JsonArray ?? Document.Root["security"] as JsonArray ?? [];

    /// <summary>Addresses that serve the operation: its own, its path's, or the document's.</summary>
    public IReadOnlyList<string> Servers => field ??= ServersOf(Node) ?? ServersOf(_pathItem) ?? ServersOf(Document.Root) ?? ["/"];

    /// <summary>The list that <see cref="Servers"/> comes from, with its pointer; empty if the document has none.</summary>
    public (JsonArray Servers, string Pointer) ServerList =>
        Node["servers"] is JsonArray { Count: > 0 } own ? (own, Pointer + "/servers")
        : _pathItem["servers"] is JsonArray { Count: > 0 } path ? (path, _pathPointer + "/servers")
        : (Document.Root["servers"] as JsonArray ?? [], "/servers");

    /// <summary>True if the operation or its path has its own servers.</summary>
    public bool HasOwnServers => ServersOf(Node) is not null || ServersOf(_pathItem) is not null;

    /// <summary>Gets the text of a key of the operation, such as <c>x-method</c>.</summary>
    public string? Text(string key) => Node[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    public override string ToString() => Name;

    private static List<string>? ServersOf(JsonObject owner) =>
        owner["servers"] is JsonArray { Count: > 0 } servers
            ? [.. servers.Select(server => server is JsonObject map && map["url"] is JsonValue url ? url.ToString() : "/")]
            : null;

    private IEnumerable<ApiParameter> ReadParameters()
    {
        var seen = new HashSet<(string, string)>();
        foreach (var (list, pointer) in new[] { (Node["parameters"], Pointer), (_pathItem["parameters"], _pathPointer) })
        {
            if (list is not JsonArray items)
            {
                continue;
            }

            for (var index = 0; index < items.Count; index++)
            {
                if (
                    Document.Follow(items[index], $"{pointer}/parameters/{index}") is (JsonObject node, var at)
                    && new ApiParameter(Document, node, at) { OfPath = ReferenceEquals(items, _pathItem["parameters"]) }
                        is { Name.Length: > 0 } parameter
                    && seen.Add((parameter.In, parameter.Name))
                )
                {
                    yield return parameter;
                }
            }
        }
    }

    private ApiBody? ReadBody() =>
        Document.Follow(Node["requestBody"], $"{Pointer}/requestBody") is (JsonObject node, var at)
            ? new ApiBody(Document, node, at)
            : null;

    private IEnumerable<ApiCallback> ReadCallbacks()
    {
        foreach (var (name, callback) in (Node["callbacks"] as JsonObject ?? []).Where(entry => !NodeShape.IsExtension(entry.Key)))
        {
            if (Document.Follow(callback, JsonPointer.Append(Pointer + "/callbacks", name)) is not (JsonObject addresses, var at))
            {
                continue;
            }

            foreach (var (address, item) in addresses.Where(entry => !NodeShape.IsExtension(entry.Key)))
            {
                foreach (var operation in Document.OperationsOf(name, item, JsonPointer.Append(at, address)))
                {
                    yield return new ApiCallback(name, address, operation);
                }
            }
        }
    }

    private Dictionary<string, ContractResponse> ReadResponses()
    {
        var responses = new Dictionary<string, ContractResponse>(StringComparer.Ordinal);
        foreach (var (status, response) in Node["responses"] as JsonObject ?? [])
        {
            if (NodeShape.IsExtension(status))
            {
                continue;
            }

            if (status.Length > 0 && Document.Follow(response, $"{Pointer}/responses/{status}") is (JsonObject node, var at))
            {
                var name = status.ToUpperInvariant();
                if (name == "DEFAULT")
                {
                    // Many tools do not know ranges, so the contract writes a range as default and names it.
                    name = node["x-statuses"]?.ToString().ToUpperInvariant() is [>= '1' and <= '5', 'X', 'X'] range ? range : "default";
                }

                responses.TryAdd(name, new ContractResponse(Document, name, node, at));
            }
        }

        return responses;
    }
}

/// <summary>A request that the service sends because of an operation.</summary>
/// <param name="Name">The name of the callback.</param>
/// <param name="Address">The expression of the address: <c>{$request.body#/callbackUrl}</c>.</param>
/// <param name="Operation">The request.</param>
internal sealed record ApiCallback(string Name, string Address, ApiOperation Operation);
