using ClickFunnels.Drift.Contract;

namespace ClickFunnels.Drift.Traffic;

/// <summary>An operation that a recorded request is about, with the values of its path, decoded.</summary>
internal sealed record RouteMatch(ApiOperation Operation, IReadOnlyDictionary<string, string> Values);

/// <summary>Finds the operation of a recorded request: by method and path below a server's base path; hosts do not matter.</summary>
internal sealed class OperationRoutes
{
    private const string ServiceBase = "/api/v2";
    private readonly List<string[]> _bases;
    private readonly HashSet<string> _literals;
    private readonly Dictionary<(string Method, int Count), List<Route>> _routes;

    public OperationRoutes(ApiDocument document)
    {
        _bases = [.. BasePaths(document).Distinct(StringComparer.Ordinal).Select(Segments).OrderByDescending(segments => segments.Length)];
        var routes = document.Operations.Select(operation => new Route(operation, Segments(operation.Path))).ToList();
        _literals = [.. routes.SelectMany(route => route.Segments).Where(segment => !IsParameter(segment))];

        // Literals before parameters, from the left.
        _routes = routes
            .GroupBy(route => (route.Operation.Method, route.Segments.Length))
            .ToDictionary(
                group => group.Key,
                group =>
                    group
                        .OrderBy(
                            route => string.Concat(route.Segments.Select(segment => IsParameter(segment) ? '1' : '0')),
                            StringComparer.Ordinal
                        )
                        .ToList()
            );
    }

    /// <summary>The part of a path below a base path; null when the request went elsewhere.</summary>
    public IReadOnlyList<string>? Below(string path)
    {
        var segments = Segments(path);
        foreach (var basePath in _bases)
        {
            // A proxy may have put something of its own before the base path.
            for (var start = 0; start + basePath.Length <= segments.Length; start++)
            {
                if (basePath.Index().All(part => Fits(part.Item, segments[start + part.Index])))
                {
                    return segments[(start + basePath.Length)..];
                }

                if (basePath.Length == 0)
                {
                    break;
                }
            }
        }

        return null;
    }

    public RouteMatch? Match(string method, IReadOnlyList<string> segments)
    {
        foreach (var route in _routes.GetValueOrDefault((method, segments.Count)) ?? [])
        {
            if (!route.Segments.Index().All(part => Fits(part.Item, segments[part.Index])))
            {
                continue;
            }

            var values = new Dictionary<string, string>(StringComparer.Ordinal);
            for (var index = 0; index < segments.Count; index++)
            {
                var (prefix, name, suffix) = Parts(route.Segments[index]);
                if (name is not null)
                {
                    values[name] = Uri.UnescapeDataString(segments[index][prefix.Length..^suffix.Length]);
                }
            }

            return new RouteMatch(route.Operation, values);
        }

        return null;
    }

    /// <summary>A path that no operation has, without what may be data: words stay, ids become empty braces.</summary>
    public string Template(IReadOnlyList<string> segments) =>
        "/" + string.Join('/', segments.Select(segment => _literals.Contains(segment) || IsWord(segment) ? segment : "{}"));

    private static bool IsWord(string segment) =>
        segment.Length <= 40 && segment.All(letter => char.IsAsciiLetterLower(letter) || letter == '_');

    private static bool Fits(string template, string segment)
    {
        var (prefix, name, suffix) = Parts(template);
        return name is null
            ? template == segment
            : segment.Length > prefix.Length + suffix.Length
                && segment.StartsWith(prefix, StringComparison.Ordinal)
                && segment.EndsWith(suffix, StringComparison.Ordinal);
    }

    private static bool IsParameter(string segment) => Parts(segment).Name is not null;

    // The parameter of a segment, with what stands around it: {id}.json.
    private static (string Prefix, string? Name, string Suffix) Parts(string segment)
    {
        var open = segment.IndexOf('{', StringComparison.Ordinal);
        var close = segment.IndexOf('}', StringComparison.Ordinal);
        return open >= 0 && close > open ? (segment[..open], segment[(open + 1)..close], segment[(close + 1)..]) : ("", null, "");
    }

    // An empty segment within a path is one: //teams is not /teams.
    private static string[] Segments(string path)
    {
        var inner = path.StartsWith('/') ? path[1..] : path;
        inner = inner.EndsWith('/') ? inner[..^1] : inner;
        return inner.Length == 0 ? [] : inner.Split('/');
    }

    private static IEnumerable<string> BasePaths(ApiDocument document)
    {
        var servers = new[] { document.Root }
            .Concat(document.Operations.Select(operation => operation.Node))
            .Concat(document.PathItems)
            .SelectMany(owner => (owner["servers"] as System.Text.Json.Nodes.JsonArray)?.OfType<System.Text.Json.Nodes.JsonObject>() ?? [])
            .Select(server => server["url"]?.ToString() ?? "")
            .ToList();
        return servers.Count == 0 ? [ServiceBase, ""] : [.. servers.Select(BasePath), ServiceBase];
    }

    private static string BasePath(string url)
    {
        var host = url.IndexOf("://", StringComparison.Ordinal);
        if (host < 0)
        {
            return url.StartsWith('/') ? url : "";
        }

        var path = url.IndexOf('/', host + 3);
        return path < 0 ? "" : url[path..];
    }

    private sealed record Route(ApiOperation Operation, string[] Segments);
}
