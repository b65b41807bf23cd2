using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Routing;

namespace ClickFunnels.Drift.Traffic;

/// <summary>Strips the base paths of a document's servers from recorded paths; hosts do not matter.</summary>
internal sealed class ServerPaths
{
    private const string ServiceBase = "/api/v2";
    private readonly List<PathSegment[]> _bases;
    private readonly HashSet<string> _literals;

    public ServerPaths(ApiDocument document)
    {
        _bases =
        [
            .. BasePaths(document)
                .Distinct(StringComparer.Ordinal)
                .Select(path => PathTemplate.Segments(path).Select(PathSegment.Parse).ToArray())
                .OrderByDescending(segments => segments.Length),
        ];
        _literals =
        [
            .. document
                .Operations.SelectMany(operation => PathTemplate.Segments(operation.Path))
                .Where(segment => PathSegment.Parse(segment).Parameter is null),
        ];
    }

    /// <summary>Returns the segments of a path below a base path; null if the path has another base.</summary>
    public IReadOnlyList<string>? Below(string path)
    {
        var segments = PathTemplate.Segments(path);
        foreach (var basePath in _bases)
        {
            // A proxy may have added a prefix before the base path.
            for (var start = 0; start + basePath.Length <= segments.Length; start++)
            {
                if (basePath.Index().All(part => part.Item.Matches(segments[start + part.Index])))
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

    /// <summary>Returns an undocumented path without possible data: words are kept, ids become empty braces.</summary>
    public string Template(IReadOnlyList<string> segments) =>
        "/" + string.Join('/', segments.Select(segment => _literals.Contains(segment) || IsWord(segment) ? segment : "{}"));

    private static bool IsWord(string segment) =>
        segment.Length <= 40 && segment.All(letter => char.IsAsciiLetterLower(letter) || letter == '_');

    private static IEnumerable<string> BasePaths(ApiDocument document)
    {
        var servers = new[] { document.Root }
            .Concat(document.Operations.Select(operation => operation.Node))
            .Concat(document.PathItems)
            .SelectMany(owner => (owner["servers"] as JsonArray)?.OfType<JsonObject>() ?? [])
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
}
