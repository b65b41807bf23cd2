using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Routing;
using ClickFunnels.Drift.Traffic;

namespace ClickFunnels.Drift.Skills;

/// <summary>The relation of a written route to the contract.</summary>
internal enum RouteMatch
{
    /// <summary>The contract has the operation.</summary>
    Known,

    /// <summary>The contract has the operation with the other method for updates: PUT in place of PATCH, or the reverse.</summary>
    OtherUpdate,

    /// <summary>The contract has the path, but not with this method.</summary>
    MethodMissing,

    /// <summary>The contract lacks the path.</summary>
    PathMissing,

    /// <summary>The address is not one of this API, or only a part of one.</summary>
    Outside,
}

/// <summary>A written route, compared with the contract.</summary>
/// <param name="Written">The text.</param>
/// <param name="Match">Its relation to the contract.</param>
/// <param name="Route">The path with empty braces; empty if the address is outside of the API.</param>
/// <param name="Query">The query, without its question mark; empty if there is none.</param>
/// <param name="Operations">The operation, or those of the path if the method is missing.</param>
internal sealed record SkillRoute(
    WrittenRoute Written,
    RouteMatch Match,
    string Route,
    string Query,
    IReadOnlyList<ApiOperation> Operations
)
{
    /// <summary>The operation; null if the contract lacks it.</summary>
    public ApiOperation? Operation => Match is RouteMatch.Known or RouteMatch.OtherUpdate ? Operations[0] : null;

    /// <summary>Method and path for people.</summary>
    public string Name => $"{Written.Method} {Route.Replace("{}", "{id}", StringComparison.Ordinal)}";
}

/// <summary>
/// Finds the operations of written routes, in the form in which a ledger is compared: without hosts, base paths and queries, and with empty
/// braces for parameters and ids.
/// </summary>
internal sealed class ContractRoutes
{
    private const int MaxSegments = 32;
    private static readonly string[] Endings =
    [
        ".md",
        ".txt",
        ".html",
        ".js",
        ".css",
        ".xml",
        ".yaml",
        ".yml",
        ".png",
        ".svg",
        ".jpg",
        ".pdf",
    ];

    private readonly ServerPaths _bases;
    private readonly List<string> _hosts;
    private readonly Dictionary<string, List<ApiOperation>> _operations = new(StringComparer.Ordinal);

    public ContractRoutes(ApiDocument contract)
    {
        Contract = contract;
        _bases = new ServerPaths(contract);
        _hosts =
        [
            .. contract
                .Operations.SelectMany(operation => operation.Servers)
                .Distinct(StringComparer.Ordinal)
                .Select(HostOf)
                .OfType<string>(),
        ];
        foreach (var operation in contract.Operations)
        {
            var route = _bases.Template(PathTemplate.Segments(operation.Path));
            (_operations.TryGetValue(route, out var known) ? known : _operations[route] = []).Add(operation);
        }
    }

    public ApiDocument Contract { get; }

    /// <summary>Gets the operations of a path with empty braces.</summary>
    public IReadOnlyList<ApiOperation> OperationsOf(string route) => _operations.TryGetValue(route, out var found) ? found : [];

    /// <summary>Compares a route with the contract.</summary>
    /// <param name="written">The route.</param>
    /// <param name="host">The header Host beside it; null if there is none.</param>
    public SkillRoute Resolve(WrittenRoute written, string? host = null)
    {
        var (address, query) = Split(written.Address);
        if (PathOf(address, host) is not (var path, var absolute) || RouteOf(path, absolute) is not { } route)
        {
            return new SkillRoute(written, RouteMatch.Outside, "", "", []);
        }

        var operations = OperationsOf(route);
        var (match, found) =
            operations.Where(operation => operation.Method == written.Method).ToList() is { Count: > 0 } exact ? (RouteMatch.Known, exact)
            : operations.Where(operation => IsOtherUpdate(operation.Method, written.Method)).ToList() is { Count: > 0 } other
                ? (RouteMatch.OtherUpdate, other)
            : (operations.Count > 0 ? RouteMatch.MethodMissing : RouteMatch.PathMissing, operations);
        return new SkillRoute(written, match, route, query, found);
    }

    private static bool IsOtherUpdate(string method, string written) => (method, written) is ("PUT", "PATCH") or ("PATCH", "PUT");

    private (string Path, bool Absolute)? PathOf(string address, string? host)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
        {
            var slash = address.IndexOf('/', scheme + 3);
            return slash > 0 && IsOurs(address[(scheme + 3)..slash]) ? (address[slash..], true) : null;
        }

        if (host is not null && !IsOurs(host))
        {
            return null;
        }

        // A variable for the base address: $BASE/things, {{base}}/things, <base>/things.
        var start = address.IndexOf('/', StringComparison.Ordinal);
        return start >= 0 ? (address[start..], false) : null;
    }

    private string? RouteOf(string path, bool absolute)
    {
        var below = _bases.Below(path);
        if (below is null && (absolute || path.StartsWith("/api/", StringComparison.Ordinal)))
        {
            return null;
        }

        var segments = below ?? PathTemplate.Segments(path);
        if (segments.Count is 0 or > MaxSegments)
        {
            return null;
        }

        // Rails takes the format as the ending of a path.
        var last = segments[^1].EndsWith(".json", StringComparison.Ordinal) ? segments[^1][..^5] : segments[^1];
        var route = _bases.Template([.. segments.Take(segments.Count - 1), last]);
        return IsPart(segments) || below is null && IsBeside(segments, route) ? null : route;
    }

    // A part of a path: /things/…, /things/*, /things(/:id).
    private static bool IsPart(IReadOnlyList<string> segments) =>
        segments.Any(segment =>
            segment.Length == 0 || segment.AsSpan().ContainsAny("…*()") || segment.Contains("...", StringComparison.Ordinal)
        );

    // Addresses of the host that are not below the base path of the API, such as sign-in and files.
    private static bool IsBeside(IReadOnlyList<string> segments, string route) =>
        segments[0] == "oauth"
        || segments[0].StartsWith('.')
        || route.StartsWith("/{}", StringComparison.Ordinal)
        || Endings.Any(ending => segments[^1].EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private bool IsOurs(string host)
    {
        var name = host.Split(':')[0];
        return _hosts.Count == 0
            || name.AsSpan().ContainsAny("{}<>$")
            || name is "localhost" or "127.0.0.1"
            || IsBelow(name, "example.com")
            || IsBelow(name, "example.org")
            || IsBelow(name, "example.net")
            || IsBelow(name, "example")
            || _hosts.Any(known => known.Length == 0 || IsBelow(name, known));
    }

    private static bool IsBelow(string name, string domain) =>
        name.Equals(domain, StringComparison.OrdinalIgnoreCase) || name.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);

    // The part of the host after its variables; null for an address without a host.
    private static string? HostOf(string server)
    {
        var scheme = server.IndexOf("://", StringComparison.Ordinal);
        if (scheme < 0)
        {
            return null;
        }

        var host = server[(scheme + 3)..].Split('/')[0].Split(':')[0];
        return host[(host.LastIndexOf('}') + 1)..].TrimStart('.');
    }

    private static (string Address, string Query) Split(string address)
    {
        var whole = address.Split('#')[0];
        var query = whole.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? (whole, "") : (whole[..query], whole[(query + 1)..]);
    }
}
