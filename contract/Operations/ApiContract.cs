using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Routing;

namespace ClickFunnels.Contracts.Operations;

/// <summary>The contract that the emulator serves: its operations and schemas.</summary>
internal sealed class ApiContract
{
    private readonly SchemaReader _schemas;
    private readonly Dictionary<string, HashSet<string>> _expandable = [];

    private ApiContract(ApiDocument document, IReadOnlySet<string> withEnvelope)
    {
        _schemas = new SchemaReader(document);
        BasePath = PathOf(document.Root);
        Document = document;
        Credential = CredentialHeader.Read(document.Root);
        var members = new MemberParameter(document);
        Operations =
        [
            .. document.Operations.Select(operation => OperationReader.Read(operation, _schemas, members.Of(operation.Path), withEnvelope)),
        ];
        Webhooks = [.. ContractWebhook.Read(document.Root)];
        _schemas.ReadComponents();
        ById = Operations.ToDictionary(operation => operation.Id);
        ResourceMap.Assign(Operations);
        foreach (var operation in Operations.Where(operation => operation.Resource is not null))
        {
            if (!_expandable.TryGetValue(operation.Resource!, out var names))
            {
                _expandable.Add(operation.Resource!, names = []);
            }

            names.UnionWith(operation.Expandable);
        }
    }

    /// <summary>The document that the contract was read from.</summary>
    public ApiDocument Document { get; }

    /// <summary>Fields whose values are secrets.</summary>
    public SecretFields Secrets => field ??= SecretFields.Read(Document.Root);

    /// <summary>The path of the first server, which all routes are below: <c>/api/v2</c>.</summary>
    public string BasePath { get; }

    /// <summary>The header that carries the credential of a request.</summary>
    public CredentialHeader Credential { get; }

    public IReadOnlyList<ContractOperation> Operations { get; }

    public IReadOnlyList<ContractWebhook> Webhooks { get; }

    public IReadOnlyDictionary<string, ContractOperation> ById { get; }

    public ContractSchema Schema(string name) => _schemas.Named(name);

    /// <summary>Returns true if a property of a resource is absent unless requested by <c>expand[]</c>.</summary>
    public bool IsExpandable(string resource, string property) =>
        _expandable.TryGetValue(resource, out var names) && names.Contains(property);

    /// <summary>Builds the table that finds the operation of a request.</summary>
    public RouteTable<ContractOperation> ToRouteTable() => new(Operations, operation => operation.Method, operation => operation.Template);

    /// <summary>Reads a contract.</summary>
    /// <param name="file">The document.</param>
    /// <param name="withEnvelope">Operations that return an envelope where the contract allows both; null for none.</param>
    public static ApiContract Read(SpecFile file, IReadOnlySet<string>? withEnvelope = null) =>
        new(ApiDocument.Read(file), withEnvelope ?? new HashSet<string>());

    // The host may have variables in braces, which no URI may have.
    private static string PathOf(JsonObject document)
    {
        var url = (document["servers"] as JsonArray)?.FirstOrDefault()?["url"]?.GetValue<string>() ?? "";
        var host = url.IndexOf("//", StringComparison.Ordinal);
        var path = host < 0 ? url.IndexOf('/', StringComparison.Ordinal) : url.IndexOf('/', host + 2);
        return path < 0 ? "" : url[path..].TrimEnd('/');
    }
}
