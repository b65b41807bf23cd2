using ClickFunnels.Contracts.Operations;

namespace ClickFunnels.Emulator.Http;

/// <summary>Finds the operation of a request, and matches the targets of faults.</summary>
internal sealed class ApiRoutes(ApiContract contract)
{
    private readonly RouteTable _routes = contract.ToRouteTable();
    private readonly string _basePath = contract.BasePath + "/";

    /// <summary>Returns the operation for a path below the base path, or null.</summary>
    [Behavior(
        "PUT and PATCH reach the same operation where the contract has only one of them",
        Evidence.Assumed,
        "vendor guides and skills use PATCH on routes published as PUT; the service's framework usually accepts both"
    )]
    public RoutedOperation? Match(string method, string path) =>
        _routes.Match(method, path)
        ?? method switch
        {
            "PATCH" => _routes.Match("PUT", path),
            "PUT" => _routes.Match("PATCH", path),
            _ => null,
        };

    /// <summary>Returns the part of a path below the base path, or null if it is not below it.</summary>
    public string? BelowBase(string path) => path.StartsWith(_basePath, StringComparison.Ordinal) ? path[(_basePath.Length - 1)..] : null;

    /// <summary>Returns the error of a target that is neither an operation id nor a route, or null.</summary>
    public string? ValidateTarget(string target) =>
        contract.ById.ContainsKey(target)
        || (target.Split(' ', 2) is [var method, var path] && Match(method, BelowBase(path) ?? path) is not null)
            ? null
            : $"The contract has no operation '{target}'. Use an operation id, or a method and a path.";

    /// <summary>Returns true if a target names the operation, or the method and path, of a request.</summary>
    public bool IsTarget(string target, RoutedOperation route, string path)
    {
        if (target == route.Operation.Id)
        {
            return true;
        }

        if (target.Split(' ', 2) is not [var method, var address])
        {
            return false;
        }

        address = BelowBase(address) ?? address;
        return (address == route.Operation.Template || address == path.TrimEnd('/'))
            && Match(method, address)?.Operation == route.Operation;
    }
}
