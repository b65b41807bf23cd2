using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Emulator.Contract;

/// <summary>The contract that the emulator serves: its operations and schemas.</summary>
internal sealed class ApiContract
{
    public const string BasePath = "/api/v2";
    private static readonly Lazy<ApiContract> Built = new(() => Read(PinnedContract.Read()));
    private readonly SchemaReader _schemas;
    private readonly Dictionary<string, HashSet<string>> _expandable = [];

    private ApiContract(ApiDocument document)
    {
        _schemas = new SchemaReader(document);
        Operations = [.. document.Operations.Select(operation => OperationReader.Read(operation, _schemas))];
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

    /// <summary>The contract that this assembly was built with, read once a process.</summary>
    public static ApiContract Embedded => Built.Value;

    public IReadOnlyList<ContractOperation> Operations { get; }

    public IReadOnlyList<ContractWebhook> Webhooks { get; }

    public IReadOnlyDictionary<string, ContractOperation> ById { get; }

    public ContractSchema Schema(string name) => _schemas.Named(name);

    /// <summary>Returns true if a property of a resource is absent unless requested by <c>expand[]</c>.</summary>
    public bool IsExpandable(string resource, string property) =>
        _expandable.TryGetValue(resource, out var names) && names.Contains(property);

    /// <summary>Builds the table that finds the operation of a request.</summary>
    public RouteTable ToRouteTable() => new(Operations, operation => operation.Method, operation => operation.Template);

    public static ApiContract Read(SpecFile file) => new(ApiDocument.Read(file));
}
