using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Routing;

namespace ClickFunnels.Contracts.Model;

/// <summary>
/// An OpenAPI 3.0 or 3.1 document with its references resolved and both versions in one shape. Tolerant: published documents are
/// broken, so a dangling reference is read as a schema that allows anything, and is listed in <see cref="Problems"/>.
/// </summary>
internal sealed class ApiDocument
{
    /// <summary>The largest number of schemas in a chain in which each is part of the one before.</summary>
    internal const int MaxComposition = 100;

    private readonly Dictionary<string, Schema> _schemas = new(StringComparer.Ordinal);
    private readonly HashSet<string> _building = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);

    private ApiDocument(SpecFile file)
    {
        File = file;
        Version = file.Root["openapi"] is JsonValue version ? version.ToString() : "";
        Operations = [.. ReadOperations()];
    }

    public SpecFile File { get; }

    public JsonObject Root => File.Root;

    /// <summary>The version of OpenAPI, such as <c>3.1.0</c>.</summary>
    public string Version { get; }

    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>The members of <c>paths</c>, references followed.</summary>
    public IEnumerable<JsonObject> PathItems =>
        (Root["paths"] as JsonObject ?? [])
            .Select(entry => Follow(entry.Value, JsonPointer.Append("/paths", entry.Key))?.Node)
            .OfType<JsonObject>();

    /// <summary>The problems of the document by JSON pointer. Complete only after all of the document was read.</summary>
    public IReadOnlyDictionary<string, string> Problems => _problems;

    /// <summary>Names of the schemas under components.</summary>
    public IEnumerable<string> ComponentSchemas => (Root["components"]?["schemas"] as JsonObject)?.Select(entry => entry.Key) ?? [];

    /// <summary>Reads a document.</summary>
    /// <exception cref="InputException">The file is not an OpenAPI 3 document, or has no operation.</exception>
    public static ApiDocument Read(SpecFile file)
    {
        if (file.Root["openapi"] is not JsonValue version)
        {
            throw new InputException(
                file.Name,
                file.PositionOf(""),
                file.Root.ContainsKey("swagger")
                    ? "This is a Swagger 2.0 document. Expected OpenAPI 3.0 or 3.1: convert it first."
                    : "The key \"openapi\" is missing: this is not an OpenAPI document."
            );
        }

        if (!version.ToString().StartsWith("3.", StringComparison.Ordinal))
        {
            throw new InputException(file.Name, file.PositionOf("/openapi"), $"OpenAPI {version} is not supported. Expected 3.0 or 3.1.");
        }

        var document = new ApiDocument(file);
        if (document.Operations.Count == 0)
        {
            throw new InputException(
                file.Name,
                file.PositionOf("/paths"),
                "The document holds no operation, so there is nothing to compare."
            );
        }

        return document;
    }

    /// <summary>Loads and reads a file or address.</summary>
    public static async Task<ApiDocument> LoadAsync(string fileOrAddress, CancellationToken cancellationToken = default) =>
        Read(await SpecFile.LoadAsync(fileOrAddress, cancellationToken));

    /// <summary>A schema of components by its name.</summary>
    public Schema? Component(string name) =>
        (Root["components"]?["schemas"] as JsonObject)?[name] is { } node
            ? SchemaAt(node, $"/components/schemas/{JsonPointer.Escape(name)}")
            : null;

    /// <summary>Gets the schema at a pointer. The same pointer always gives the same object.</summary>
    public Schema SchemaAt(JsonNode? node, string pointer)
    {
        if (_schemas.TryGetValue(pointer, out var schema))
        {
            return schema;
        }

        if (!_building.Add(pointer))
        {
            _problems.TryAdd(pointer, "The schema contains itself.");
            return new Schema(this, null, pointer);
        }

        if (_building.Count > MaxComposition)
        {
            throw TooDeep(pointer);
        }

        schema = new Schema(this, node, pointer);
        _building.Remove(pointer);
        _schemas.Add(pointer, schema);
        return schema;
    }

    /// <summary>Creates the error for a chain of schemas that are composed of each other and too long to follow.</summary>
    internal InputException TooDeep(string pointer) =>
        new(
            File.Name,
            File.PositionOf(pointer),
            $"More than {MaxComposition} schemas are composed of each other by allOf, oneOf or anyOf. Fix: join them."
        );

    /// <summary>Follows <c>$ref</c> to the definition; returns null and records a problem if there is none.</summary>
    public (JsonNode Node, string Pointer)? Follow(JsonNode? node, string pointer)
    {
        var seen = 0;
        while (node is JsonObject map && map.TryGetPropertyValue("$ref", out var reference))
        {
            var target = reference is JsonValue ? reference.ToString() : "";
            var found = target.StartsWith('#') ? JsonPointer.Find(Root, Uri.UnescapeDataString(target[1..])) : null;
            if (found is null || ++seen > 50)
            {
                _problems.TryAdd(
                    pointer,
                    found is null ? $"The reference {target} has no target." : $"The reference {target} leads back to itself."
                );
                return null;
            }

            node = found;
            pointer = Uri.UnescapeDataString(target[1..]);
        }

        return node is null ? null : (node, pointer);
    }

    private IEnumerable<ApiOperation> ReadOperations()
    {
        if (Root["paths"] is not JsonObject paths)
        {
            yield break;
        }

        foreach (var (path, item) in paths)
        {
            if (Follow(item, JsonPointer.Append("/paths", path)) is not (JsonObject members, var pointer))
            {
                continue;
            }

            foreach (var method in HttpMethods.All)
            {
                if (members[method] is JsonObject operation)
                {
                    yield return new ApiOperation(this, method, path, operation, members, pointer);
                }
            }
        }
    }
}
