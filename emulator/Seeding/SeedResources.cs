using System.Collections.Concurrent;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Engine;

namespace ClickFunnels.Emulator.Seeding;

/// <summary>The resources that seed files can have, by the names that files may use.</summary>
internal sealed class SeedResources
{
    private static readonly ConcurrentDictionary<Platform, SeedResources> Known = [];
    private static readonly SchemaUse Link = new(new ContractSchema("") { Kind = SchemaKind.Integer }, true);
    private readonly Platform _platform;
    private readonly Dictionary<string, string> _byName = [];
    private readonly HashSet<string> _tenants = [];
    private readonly ILookup<string, ContractOperation> _creations;
    private readonly ILookup<string, ContractOperation> _operations;

    private SeedResources(Platform platform)
    {
        _platform = platform;
        var contract = platform.Contract;
        _tenants.Add(platform.Seeds.TenantResource);
        _tenants.UnionWith(platform.Seeds.FurtherKey is null ? [] : ["Team"]);
        _operations = contract.Operations.Where(one => one.Resource is not null).ToLookup(one => one.Resource!);

        // Some records have no operations of their own, such as the line items of an order.
        var others = platform.Behaviors.Types.Values.SelectMany(names => names).Concat(platform.Seeds.Internal);
        foreach (var name in _operations.Select(one => one.Key).Concat(others))
        {
            if (!_tenants.Contains(name) && name != platform.Webhooks?.EventResource)
            {
                _byName.TryAdd(name, name);
            }
        }

        foreach (var webhook in contract.Webhooks)
        {
            if (webhook.Data is { } data && _byName.ContainsKey(data) && webhook.SubjectType.Length > 0)
            {
                _byName.TryAdd(webhook.SubjectType, data);
            }
        }

        _creations = _operations
            .SelectMany(group => group)
            .Where(one => one.Kind is OperationKind.Create or OperationKind.Upsert && Makes(one))
            .OrderBy(one => one.Deprecated)
            .ThenBy(one => one.Kind == OperationKind.Upsert)
            .ToLookup(one => one.Resource!);
    }

    /// <summary>Gets the resources of a platform.</summary>
    public static SeedResources Of(Platform platform) => Known.GetOrAdd(platform, static one => new SeedResources(one));

    /// <summary>Finds a resource by the name of its schema, or by the name that webhooks use; null if there is none.</summary>
    public string? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The operations that create records, the current ones first.</summary>
    public IEnumerable<ContractOperation> Creations(string resource) => _creations[resource];

    /// <summary>The fields by which records of a resource belong to others: the parents of all its operations.</summary>
    public IEnumerable<ParentParameter> Parents(string resource) =>
        _operations[resource]
            .SelectMany(one => one.Parents)
            .Where(parent => !_tenants.Contains(parent.Resource))
            .DistinctBy(one => one.Name);

    /// <summary>True if a parameter names the tenant of the records.</summary>
    public bool IsTenant(ParentParameter parent) => _tenants.Contains(parent.Resource);

    /// <summary>The schema of a resource; null for what only the emulator knows.</summary>
    public ContractSchema? Schema(string resource) =>
        _platform.Seeds.Internal.Contains(resource) ? null : _platform.Contract.Schema(resource);

    /// <summary>
    /// The schema of a field of a stored record: as responses show it, as a link to a parent, or as a creation takes it. Null if there is
    /// none.
    /// </summary>
    public SchemaUse? FieldOf(string resource, string name) =>
        Schema(resource)?.Properties.GetValueOrDefault(name)
        ?? (Parents(resource).Any(parent => parent.Name == name) ? Link : null)
        ?? Creations(resource).Select(one => one.Request!.Properties.GetValueOrDefault(name)).FirstOrDefault(use => use is not null);

    /// <summary>The message for an unknown resource.</summary>
    public string Refuse(string name) =>
        _tenants.Contains(name) ? $"A {name} is not a record of a seed file. Use \"{_platform.Seeds.TenantKey}\" for its settings."
        : name == _platform.Webhooks?.EventResource ? "Events are not seeded: they happen."
        : $"The API has no records {SeedProblems.Quote(name)}.{SeedProblems.Suggest(name, _byName.Keys, "Resources")}";

    // A POST may also search, export or check.
    private bool Makes(ContractOperation operation)
    {
        var shown = operation.Response?.Schema;
        shown = shown is not null && operation.Wrapper is { } wrapper ? shown.Properties[wrapper].Schema : shown;
        return operation.Request is not null
            && (
                shown?.Name == operation.Resource
                || _operations[operation.Resource!].Any(other => other.Kind == OperationKind.List && other.Template == operation.Template)
            );
    }
}
