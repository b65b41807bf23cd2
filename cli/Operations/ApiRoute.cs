using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Catalog;
using ClickFunnels.Cli.Running;
using ClickFunnels.Core;

namespace ClickFunnels.Cli.Operations;

/// <summary>A route that a user typed: <c>contacts/42</c>, or <c>workspaces/{workspace_id}/contacts</c>.</summary>
/// <param name="Route">The route, with its ids in braces.</param>
/// <param name="Ids">The ids, without the one that the account fills in.</param>
/// <param name="Scope">The id that replaces the workspace or brand of the account; null for that of the account.</param>
/// <param name="Operation">The operation of the contract; null if it has none.</param>
internal sealed record ApiRoute(string Route, IReadOnlyList<ResourceId> Ids, string? Scope, CatalogOperation? Operation)
{
    private const int MaximumPath = 1024;

    /// <summary>Reads a path, and finds its operation.</summary>
    /// <exception cref="CliException">It is not a path below the address of the API.</exception>
    public static ApiRoute Parse(ServicePlatform platform, string method, string path)
    {
        var segments = Split(path);
        var catalog = ApiCatalog.Of(platform.ToString().ToLowerInvariant());
        var scope = catalog.Index.ScopeParameter;
        var operation = catalog
            .Index.Groups.SelectMany(entry => Operations(catalog.Read(entry)))
            .Where(operation => operation.Method == method && Matches(operation.Route.Split('/'), segments))
            .MinBy(operation => operation.Route.Count(static character => character == '{'));
        return operation is null ? Unknown(segments, scope) : Known(operation, segments, scope);
    }

    private static string[] Split(string path)
    {
        var plain = path.StartsWith('/') ? path[1..] : path;
        if (plain.Contains('?', StringComparison.Ordinal))
        {
            throw CliException.Usage("PATH has no query: pass each parameter with --query name=value.");
        }

        var segments = plain.Split('/');
        if (plain.Length is 0 or > MaximumPath || Array.Exists(segments, static segment => !IsPlain(segment)))
        {
            throw CliException.Usage(
                "PATH must be a path below the address of the API, such as contacts/42: letters, digits and -._~ between slashes."
            );
        }

        return segments;
    }

    private static bool IsPlain(string segment)
    {
        var text = segment.StartsWith('{') && segment.EndsWith('}') ? segment[1..^1] : segment;
        return text.Length > 0
            && text is not ("." or "..")
            && text.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' or '~');
    }

    private static IEnumerable<CatalogOperation> Operations(CatalogGroup group) =>
        group.Operations.Concat(group.Groups.SelectMany(Operations));

    private static bool IsParameter(string segment) => segment.StartsWith('{');

    private static bool Matches(string[] route, string[] segments) =>
        route.Length == segments.Length
        && route
            .Zip(segments)
            .All(static pair =>
                pair.First == pair.Second
                || (IsParameter(pair.First) && !IsParameter(pair.Second) && ResourceId.TryParse(pair.Second, out _))
            );

    private static ApiRoute Known(CatalogOperation operation, string[] segments, string? scope)
    {
        var ids = new List<ResourceId>();
        string? replaced = null;
        foreach (var (name, segment) in operation.Route.Split('/').Zip(segments).Where(static pair => IsParameter(pair.First)))
        {
            if (name == $"{{{scope}}}")
            {
                replaced = IsParameter(segment) ? null : segment;
            }
            else
            {
                ids.Add(IsParameter(segment) ? throw NotFilled(segment, scope) : OperationCall.Id(segment, name));
            }
        }

        return new ApiRoute(operation.Route, ids, replaced, operation);
    }

    // Numbers are ids, so that messages name the route without them.
    private static ApiRoute Unknown(string[] segments, string? scope)
    {
        var ids = new List<ResourceId>();
        var route = new List<string>();
        foreach (var segment in segments)
        {
            if (IsParameter(segment) && segment != $"{{{scope}}}")
            {
                throw NotFilled(segment, scope);
            }

            var isId = segment.All(char.IsAsciiDigit) && ResourceId.TryParse(segment, out _);
            route.Add(isId ? "{id}" : segment);
            if (isId)
            {
                ids.Add(OperationCall.Id(segment, "PATH"));
            }
        }

        return new ApiRoute(string.Join('/', route), ids, null, null);
    }

    private static CliException NotFilled(string parameter, string? scope) =>
        CliException.Usage(
            $"PATH contains {parameter}: write the id in its place."
                + (scope is null ? "" : $" Only {{{scope}}} is filled in, with that of the account.")
        );
}
