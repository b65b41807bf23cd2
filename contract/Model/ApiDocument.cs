using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Routing;
using ClickFunnels.Contracts.Structure;

namespace ClickFunnels.Contracts.Model;

/// <summary>
/// An OpenAPI 3.0 or 3.1 document with its references resolved and both versions in one shape. Tolerant: published documents are
/// broken, so a dangling reference is read as a schema that allows anything, and is listed in <see cref="Problems"/>.
/// </summary>
internal sealed class ApiDocument
{
    /// <summary>The largest number of schemas in a chain in which each is part of the one before.</summary>
    internal const int MaxComposition = 100;

    // The schemas are read when they are needed, and the emulator needs them on many threads.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Schema> _schemas = new(StringComparer.Ordinal);
    private readonly HashSet<string> _building = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);
    private Dictionary<string, List<string>>? _subclasses;

    private ApiDocument(SpecFile file)
    {
        File = file;
        Version = file.Root["openapi"] is JsonValue version ? version.ToString() : "";
        Operations = [.. ReadOperations("paths")];
        Webhooks = [.. ReadOperations("webhooks")];
    }

    public SpecFile File { get; }

    public JsonObject Root => File.Root;

    /// <summary>The version of OpenAPI, such as <c>3.1.0</c>.</summary>
    public string Version { get; }

    public IReadOnlyList<ApiOperation> Operations { get; }

    /// <summary>The requests that the service sends (3.1), with the name of the webhook in place of the path.</summary>
    public IReadOnlyList<ApiOperation> Webhooks { get; }

    /// <summary>The members of <c>paths</c>, references followed.</summary>
    public IEnumerable<JsonObject> PathItems =>
        (Root["paths"] as JsonObject ?? [])
            .Select(entry => Follow(entry.Value, JsonPointer.Append("/paths", entry.Key))?.Node)
            .OfType<JsonObject>();

    /// <summary>The problems of the document by JSON pointer. Complete only after all of the document was read.</summary>
    public IReadOnlyDictionary<string, string> Problems => _problems;

    /// <summary>Names of the schemas under components.</summary>
    public IEnumerable<string> ComponentSchemas => (Root["components"].Get("schemas") as JsonObject)?.Select(entry => entry.Key) ?? [];

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

        StructureCheck.Check(file);
        var document = new ApiDocument(file);
        if (document.Operations.Count == 0 && document.Webhooks.Count == 0)
        {
            throw new InputException(
                file.Name,
                file.PositionOf("/paths"),
                "The document holds no operation, so there is nothing to compare."
            );
        }

        return document;
    }

    /// <summary>Loads and reads a file or address, with the files that its references lead to.</summary>
    /// <param name="fileOrAddress">A path, or an address.</param>
    /// <param name="fetchReferences">True to download what references of an address lead to.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<ApiDocument> LoadAsync(
        string fileOrAddress,
        bool fetchReferences = false,
        CancellationToken cancellationToken = default
    ) => Read(await SpecFile.LoadAsync(fileOrAddress, fetchReferences, cancellationToken));

    /// <summary>A schema of components by its name.</summary>
    public Schema? Component(string name) =>
        (Root["components"].Get("schemas") as JsonObject).Get(name) is { } node
            ? SchemaAt(node, $"/components/schemas/{JsonPointer.Escape(name)}")
            : null;

    /// <summary>Gets the schema at a pointer. The same pointer always gives the same object.</summary>
    public Schema SchemaAt(JsonNode? node, string pointer)
    {
        lock (_lock)
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
                lock (_lock)
                {
                    _problems.TryAdd(
                        pointer,
                        found is null ? $"The reference {target} has no target." : $"The reference {target} leads back to itself."
                    );
                }

                return null;
            }

            node = found;
            pointer = Uri.UnescapeDataString(target[1..]);
        }

        return node is null ? null : (node, pointer);
    }

    /// <summary>Gets the operations of a path item.</summary>
    public IEnumerable<ApiOperation> OperationsOf(string path, JsonNode? item, string itemPointer)
    {
        if (Follow(item, itemPointer) is not (JsonObject members, var pointer))
        {
            yield break;
        }

        foreach (var method in HttpMethods.All)
        {
            if (members[method] is JsonObject operation)
            {
                yield return new ApiOperation(this, method, path, operation, members, pointer);
            }
        }
    }

    /// <summary>
    /// Gets the schema that a value of a discriminator's mapping names: a component or a reference; null if there is none.
    /// </summary>
    public Schema? Mapped(string target)
    {
        if (Component(target) is { } component)
        {
            return component;
        }

        var pointer = target.StartsWith('#') ? Uri.UnescapeDataString(target[1..]) : "";
        return pointer.Length > 0 && JsonPointer.Find(Root, pointer) is { } node ? SchemaAt(node, pointer) : null;
    }

    /// <summary>Gets the names of the components that merge a component by <c>allOf</c>, directly or by way of others.</summary>
    public IReadOnlyList<string> SubclassesOf(string component)
    {
        var found = new List<string>();
        var waiting = new Queue<string>([component]);
        var seen = new HashSet<string>(StringComparer.Ordinal) { component };
        while (waiting.TryDequeue(out var name))
        {
            foreach (var child in (_subclasses ??= ReadSubclasses()).GetValueOrDefault(name) ?? [])
            {
                if (seen.Add(child))
                {
                    found.Add(child);
                    waiting.Enqueue(child);
                }
            }
        }

        return found;
    }

    private Dictionary<string, List<string>> ReadSubclasses()
    {
        var subclasses = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (name, schema) in Root["components"].Get("schemas") as JsonObject ?? [])
        {
            foreach (var part in schema.Get("allOf") as JsonArray ?? [])
            {
                if (
                    part.Get("$ref") is not null
                    && Follow(part, "") is var (_, pointer)
                    && JsonPointer.Tokens(pointer).ToList() is ["components", "schemas", var parent]
                )
                {
                    (subclasses.TryGetValue(parent, out var children) ? children : subclasses[parent] = []).Add(name);
                }
            }
        }

        return subclasses;
    }

    private IEnumerable<ApiOperation> ReadOperations(string key)
    {
        foreach (var (name, item) in (Root[key] as JsonObject ?? []).Where(entry => !NodeShape.IsExtension(entry.Key)))
        {
            foreach (var operation in OperationsOf(name, item, JsonPointer.Append("/" + key, name)))
            {
                yield return operation;
            }
        }
    }
}
