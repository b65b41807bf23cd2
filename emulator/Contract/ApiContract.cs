using System.Text.Json.Nodes;

namespace ClickFunnels.Emulator.Contract;

/// <summary>The contract that the emulator serves: its operations and schemas.</summary>
internal sealed class ApiContract
{
    public const string BasePath = "/api/v2";
    private static readonly Lazy<ApiContract> Built = new(ReadEmbedded);
    private readonly SchemaReader _schemas;
    private readonly Dictionary<string, HashSet<string>> _expandable = [];

    private ApiContract(JsonObject document)
    {
        _schemas = new SchemaReader(document);
        Operations = [.. OperationReader.Read(document, _schemas)];
        Webhooks = [.. ContractWebhook.Read(document)];
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

    /// <summary>The contract that is embedded in this assembly, read once a process.</summary>
    public static ApiContract Embedded => Built.Value;

    public IReadOnlyList<ContractOperation> Operations { get; }

    public IReadOnlyList<ContractWebhook> Webhooks { get; }

    public IReadOnlyDictionary<string, ContractOperation> ById { get; }

    public ContractSchema Schema(string name) => _schemas.Named(name);

    /// <summary>Whether a property of a resource is absent unless asked for by <c>expand[]</c>.</summary>
    public bool IsExpandable(string resource, string property) =>
        _expandable.TryGetValue(resource, out var names) && names.Contains(property);

    public static ApiContract Read(TextReader yaml) => new(YamlTree.Read(yaml));

    private static ApiContract ReadEmbedded()
    {
        using var stream =
            typeof(ApiContract).Assembly.GetManifestResourceStream("clickfunnels.yaml")
            ?? throw new InvalidOperationException("The contract is not embedded in the emulator's assembly.");
        using var reader = new StreamReader(stream);
        return Read(reader);
    }
}
