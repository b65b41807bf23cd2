using System.Reflection;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Core;

namespace ClickFunnels.TestKit.Conventions;

/// <summary>The operations, tags and schemas of a contract, as the tests compare them with the generated code.</summary>
public sealed class ContractModel
{
    private static readonly string[] Verbs = ["get", "post", "put", "patch", "delete"];

    private readonly SpecFile _file;

    private ContractModel(SpecFile file)
    {
        _file = file;
        Root = file.Root;
        Tags = ReadTags("tags");
        RootTags = ReadTags("x-tags");
        ClientPaths = Tags.ToDictionary(static tag => tag.Name, static tag => (IReadOnlyList<string>)tag.Client.Split('.'));
        Operations = [.. ReadOperations()];
        Schemas = ReadSchemas();
    }

    /// <summary>Reads a contract of the repository, such as <c>spec/clickfunnels.yaml</c>.</summary>
    public static ContractModel Read(string path) => new(SpecFile.Parse(path, File.ReadAllBytes(Repository.PathOf(path))));

    /// <summary>Gets the whole document.</summary>
    public JsonObject Root { get; }

    /// <summary>Reads the document with its schemas. It is not thread-safe, and tests run in parallel.</summary>
    internal ApiDocument ReadDocument() => ApiDocument.Read(_file);

    public IReadOnlyList<ContractOperation> Operations { get; }

    /// <summary>The properties that lead from the root client to the client of a tag, such as Contacts and Tags.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ClientPaths { get; }

    public IReadOnlyDictionary<string, ContractSchema> Schemas { get; }

    /// <summary>Gets the tags; each is the group of a client.</summary>
    public IReadOnlyList<ContractTag> Tags { get; }

    /// <summary>Gets the tags as the extension of the root repeats them, where the templates read them.</summary>
    public IReadOnlyList<ContractTag> RootTags { get; }

    public static string Text(JsonNode? node) => node!.ToString();

    public static string RefName(JsonNode? node) => Text(node!["$ref"]).Split('/')[^1];

    public JsonNode Component(string name) => Root["components"]!["schemas"]![name]!;

    /// <summary>Returns true if the schema, or the component that it refers to, allows null.</summary>
    public bool AllowsNull(JsonNode schema) =>
        (schema["type"] is JsonArray types && types.Any(static type => Text(type) == "null"))
        || (schema["oneOf"] is JsonArray members && members.Any(static member => member!["type"]?.ToString() == "null"))
        || (schema["$ref"] is not null && AllowsNull(Component(RefName(schema))));

    private List<ContractTag> ReadTags(string key) =>
        [
            .. Root[key]!
                .AsArray()
                .Select(static tag => new ContractTag(Text(tag!["name"]), Text(tag["description"]), Text(tag["x-client"]))),
        ];

    private IEnumerable<ContractOperation> ReadOperations()
    {
        foreach (var (path, item) in Root["paths"]!.AsObject())
        {
            foreach (var (verb, operation) in item!.AsObject().Where(static entry => Verbs.Contains(entry.Key)))
            {
                var parameters = (item["parameters"] as JsonArray ?? [])
                    .Concat(operation!["parameters"] as JsonArray ?? [])
                    .Select(parameter => Parameter(parameter!));
                yield return new ContractOperation(
                    Text(operation!["operationId"]),
                    verb.ToUpperInvariant(),
                    path,
                    Text(operation["tags"]![0]),
                    Text(operation["x-method"]) + "Async",
                    operation["x-host"]?.ToString() == "accounts",
                    operation["x-envelope"]?.ToString(),
                    operation["x-pagination"]?.ToString(),
                    operation["deprecated"]?.ToString() == "true",
                    operation["x-superseded-by"]?.ToString(),
                    [
                        .. parameters
                            .Where(static parameter => Text(parameter["in"]) == "query")
                            .Select(static parameter => Text(parameter["name"])),
                    ],
                    [.. operation["responses"]!.AsObject().Select(static response => response.Key)],
                    operation["x-result-envelope"]?.ToString(),
                    IsListOf(operation),
                    operation["requestBody"] is not null,
                    operation["requestBody"]?["required"]?.ToString() == "true" || operation["x-explicit-body"] is not null,
                    operation["requestBody"] is { } body && body["content"]!["application/json"] is null,
                    [.. operation["x-documented-by"]!.AsArray().Select(static source => Text(source))],
                    ClientPaths[Text(operation["tags"]![0])]
                );
            }
        }
    }

    private JsonNode Parameter(JsonNode parameter) =>
        parameter["$ref"] is null ? parameter : Root["components"]!["parameters"]![RefName(parameter)]!;

    private bool IsListOf(JsonNode operation)
    {
        var success = operation["responses"]!.AsObject().First(static response => response.Key.StartsWith('2')).Value!;
        if (success["content"]?["application/json"]?["schema"] is not { } schema)
        {
            return false;
        }

        return schema["$ref"] is null
            ? Text(schema["type"]) == "array"
            : RefName(schema).EndsWith("ListEnvelope", StringComparison.Ordinal)
                || Component(RefName(schema))["type"]?.ToString() == "array";
    }

    private Dictionary<string, ContractSchema> ReadSchemas() =>
        Root["components"]!["schemas"]!
            .AsObject()
            .ToDictionary(
                static entry => entry.Key,
                static entry => new ContractSchema(
                    entry.Key,
                    entry.Value!["x-usage"]?.ToString(),
                    [
                        .. (entry.Value["properties"] as JsonObject ?? []).Select(static property => new ContractProperty(
                            property.Key,
                            property.Value!
                        )),
                    ],
                    [
                        .. (entry.Value["enum"] as JsonArray ?? [])
                            .Where(static value => value is not null)
                            .Select(static value => value!.ToString()),
                    ],
                    [.. (entry.Value["required"] as JsonArray ?? []).Select(static name => Text(name))],
                    entry.Value["x-upper-case-of"]?.ToString()
                )
            );
}

/// <summary>An operation of a contract.</summary>
public sealed record ContractOperation(
    string Id,
    string Method,
    string Path,
    string Tag,
    string CSharpMethod,
    bool IsOnAccountsHost,
    string? Envelope,
    string? Pagination,
    bool IsDeprecated,
    string? SupersededBy,
    IReadOnlyList<string> QueryParameters,
    IReadOnlyList<string> Statuses,
    string? ResultEnvelope,
    bool IsList,
    bool HasBody,
    bool NeedsBody,
    bool IsForm,
    IReadOnlyList<string> Sources,
    IReadOnlyList<string> ClientPath
)
{
    /// <summary>The client of the operation as callers write it, such as client.Contacts.Tags.</summary>
    public string CSharpClient => "client." + string.Join('.', ClientPath);

    /// <summary>True if the list comes in pages.</summary>
    public bool IsPaged => Pagination is not null;

    public override string ToString() => $"{Method} {Path} ({Id})";
}

/// <param name="Name">Name of the tag.</param>
/// <param name="Description">Summary of the client's documentation.</param>
/// <param name="Client">Path of the client, such as <c>Products.Variants</c>.</param>
public sealed record ContractTag(string Name, string Description, string Client)
{
    public override string ToString() => Name;
}

public sealed record ContractSchema(
    string Name,
    string? Usage,
    IReadOnlyList<ContractProperty> Properties,
    IReadOnlyList<string> Values,
    IReadOnlyList<string> Required,
    string? UpperCaseOf
);

public sealed record ContractProperty(string Name, JsonNode Schema)
{
    private static readonly HashSet<string> Members =
    [
        .. typeof(Model)
            .GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
            .Select(static member => member.Name),
    ];

    public string? Format => Schema["format"]?.ToString();

    /// <summary>True if the number is a point in time.</summary>
    public bool IsUnixTime => Schema["x-unix-time"] is not null;

    /// <summary>The name of the property; one that would hide a member of all models ends with Value.</summary>
    public string CSharpName => CSharpIdentifier.Pascal(Name) + (Members.Contains(CSharpIdentifier.Pascal(Name)) ? "Value" : "");

    /// <summary>The property of the model, which is internal exactly when the contract says so.</summary>
    public PropertyInfo MemberOf(Type model)
    {
        var member =
            model.GetProperty(CSharpName, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
            ?? throw new AssertionException($"{model.Name} has no property {CSharpName} for {Name} of the contract.");
        return member.GetMethod!.IsPublic == Schema["x-internal"] is null
            ? member
            : throw new AssertionException($"{model.Name}.{CSharpName} must be {(member.GetMethod.IsPublic ? "internal" : "public")}.");
    }
}
