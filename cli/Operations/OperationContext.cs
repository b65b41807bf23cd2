using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Catalog;

namespace ClickFunnels.Cli.Operations;

/// <summary>The parts that the commands of a group share.</summary>
/// <param name="Platform">The service.</param>
/// <param name="ScopeParameter">The path parameter that the account fills in; null for none.</param>
/// <param name="Objects">The objects that fields name.</param>
internal sealed record OperationContext(
    ServicePlatform Platform,
    string? ScopeParameter,
    IReadOnlyDictionary<string, CatalogObject> Objects
)
{
    /// <summary>The commands of the groups below, without and with that of the service.</summary>
    public string Prefix => Platform == ServicePlatform.ClickFunnels ? "" : Platform.ToString().ToLowerInvariant() + " ";

    /// <summary>Returns the object that a field names; null if its value is none.</summary>
    public CatalogObject? ObjectOf(CatalogField field) => field.Object is { } name ? Objects.GetValueOrDefault(name) : null;
}
