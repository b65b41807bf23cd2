using System.Text.RegularExpressions;

namespace ClickFunnels.Contracts.Routing;

/// <summary>Paths with parameters in braces, such as <c>/contacts/{id}</c>.</summary>
internal static partial class PathTemplate
{
    /// <summary>
    /// Returns a path with empty braces and without a slash at its end: on the wire the names of parameters mean nothing.
    /// </summary>
    public static string Route(string path) => Parameter().Replace(path.Length > 1 ? path.TrimEnd('/') : path, "{}");

    /// <summary>Returns the names of the parameters in the order of the path.</summary>
    public static IReadOnlyList<string> Parameters(string path) => [.. Parameter().Matches(path).Select(match => match.Value[1..^1])];

    /// <summary>Splits a path. An empty segment within a path counts: <c>//teams</c> is not <c>/teams</c>.</summary>
    public static string[] Segments(string path)
    {
        var inner = path.StartsWith('/') ? path[1..] : path;
        inner = inner.EndsWith('/') ? inner[..^1] : inner;
        return inner.Length == 0 ? [] : inner.Split('/');
    }

    [GeneratedRegex(@"\{[^{}/]*\}")]
    private static partial Regex Parameter();
}

/// <summary>A segment of a path template: a literal, or a parameter with the text around it, such as <c>{id}.json</c>.</summary>
/// <param name="Prefix">The text before the parameter, or the whole literal.</param>
/// <param name="Parameter">The name of the parameter; null for a literal.</param>
/// <param name="Suffix">The text after the parameter.</param>
internal readonly record struct PathSegment(string Prefix, string? Parameter, string Suffix)
{
    public static PathSegment Parse(string segment)
    {
        var open = segment.IndexOf('{', StringComparison.Ordinal);
        var close = segment.IndexOf('}', StringComparison.Ordinal);
        return open >= 0 && close > open
            ? new PathSegment(segment[..open], segment[(open + 1)..close], segment[(close + 1)..])
            : new PathSegment(segment, null, "");
    }

    /// <summary>Returns true if a segment of a request fits.</summary>
    public bool Matches(string segment) =>
        Parameter is null
            ? Prefix == segment
            : segment.Length > Prefix.Length + Suffix.Length
                && segment.StartsWith(Prefix, StringComparison.Ordinal)
                && segment.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Returns the value of the parameter in a segment that fits.</summary>
    public string ValueIn(string segment) => segment[Prefix.Length..^Suffix.Length];
}
