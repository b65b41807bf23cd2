using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Routing;

namespace ClickFunnels.Contracts.Tree;

/// <summary>An operation of a document that is being changed.</summary>
internal sealed record OperationNode(string Method, string Path, JsonObject Node, JsonObject PathItem)
{
    public string Pointer => JsonPointer.Append("/paths", Path) + "/" + Method;

    /// <summary>Method and route with empty braces: equal in two documents for the same operation.</summary>
    public string Key => $"{Method.ToUpperInvariant()} {PathTemplate.Route(Path)}";

    /// <summary>Method and path for people.</summary>
    public string Name => $"{Method.ToUpperInvariant()} {Path}";

    /// <summary>The first tag that can be a name.</summary>
    public string? Tag =>
        (Node["tags"] as JsonArray)?.OfType<JsonValue>().Select(tag => tag.ToString()).FirstOrDefault(tag => tag.Any(char.IsLetterOrDigit));

    public string OperationId => Text("operationId") ?? "";

    public IReadOnlyList<string> Segments => Path.Trim('/').Split('/');

    /// <summary>Gets the parameters of the operation and of its path; references are not followed.</summary>
    public IEnumerable<(JsonObject Node, string Pointer)> Parameters
    {
        get
        {
            foreach (
                var (list, pointer) in new[]
                {
                    (Node["parameters"] as JsonArray, Pointer),
                    (PathItem["parameters"] as JsonArray, JsonPointer.Append("/paths", Path)),
                }
            )
            {
                for (var index = 0; index < (list?.Count ?? 0); index++)
                {
                    if (list![index] is JsonObject parameter)
                    {
                        yield return (parameter, $"{pointer}/parameters/{index}");
                    }
                }
            }
        }
    }

    public string? Text(string key) => Node[key] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    /// <summary>Names of the path parameters, in order.</summary>
    public IReadOnlyList<string> PathParameters => PathTemplate.Parameters(Path);

    public static IEnumerable<OperationNode> All(JsonObject document)
    {
        foreach (var (path, item) in document["paths"] as JsonObject ?? [])
        {
            foreach (var method in HttpMethods.All)
            {
                if (item is JsonObject members && members[method] is JsonObject operation)
                {
                    yield return new OperationNode(method, path, operation, members);
                }
            }
        }
    }
}
