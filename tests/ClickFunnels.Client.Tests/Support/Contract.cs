using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Tests.Support;

/// <summary>The operations, tags and schemas of the contract, as the tests compare them with the generated code.</summary>
internal static class Contract
{
    private static readonly string[] Verbs = ["get", "post", "put", "patch", "delete"];

    /// <summary>Gets the whole document.</summary>
    public static JsonObject Root { get; } = PinnedContract.Read().Root;

    public static IReadOnlyList<ContractOperation> Operations { get; } = [.. ReadOperations()];

    /// <summary>The properties that lead from the root client to the client of a tag, such as Contacts and Tags.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ClientPaths { get; } =
        Root["tags"]!
            .AsArray()
            .ToDictionary(static tag => Text(tag!["name"]), static tag => (IReadOnlyList<string>)Text(tag!["x-client"]).Split('.'));

    public static IReadOnlyDictionary<string, ContractSchema> Schemas { get; } = ReadSchemas();

    /// <summary>Gets the tags; each is the group of a client.</summary>
    public static IReadOnlyList<ContractTag> Tags { get; } = ReadTags("tags");

    /// <summary>Gets the tags as the extension of the root repeats them, where the templates read them.</summary>
    public static IReadOnlyList<ContractTag> RootTags { get; } = ReadTags("x-tags");

    public static string Text(JsonNode? node) => node!.ToString();

    public static string RefName(JsonNode? node) => Text(node!["$ref"]).Split('/')[^1];

    public static JsonNode Component(string name) => Root["components"]!["schemas"]![name]!;

    /// <summary>Returns true if the schema, or the component that it refers to, allows null.</summary>
    public static bool AllowsNull(JsonNode schema) =>
        (schema["type"] is JsonArray types && types.Any(static type => Text(type) == "null"))
        || (schema["oneOf"] is JsonArray members && members.Any(static member => member!["type"]?.ToString() == "null"))
        || (schema["$ref"] is not null && AllowsNull(Component(RefName(schema))));

    private static List<ContractTag> ReadTags(string key) =>
        [
            .. Root[key]!
                .AsArray()
                .Select(static tag => new ContractTag(Text(tag!["name"]), Text(tag["description"]), Text(tag["x-client"]))),
        ];

    private static IEnumerable<ContractOperation> ReadOperations()
    {
        var shared = Root["components"]!["parameters"]!;
        foreach (var (path, item) in Root["paths"]!.AsObject())
        {
            foreach (var (verb, operation) in item!.AsObject().Where(static entry => Verbs.Contains(entry.Key)))
            {
                var parameters = (operation!["parameters"] as JsonArray ?? []).Select(parameter => shared[RefName(parameter)]!);
                yield return new ContractOperation(
                    Text(operation["operationId"]),
                    verb.ToUpperInvariant(),
                    path,
                    Text(operation["tags"]![0]),
                    Text(operation["x-method"]) + "Async",
                    Text(operation["x-host"]) == "accounts",
                    operation["x-envelope"]?.ToString(),
                    operation["x-pagination"] is not null,
                    operation["deprecated"]?.ToString() == "true",
                    operation["x-superseded-by"]?.ToString(),
                    [
                        .. parameters
                            .Where(static parameter => Text(parameter["in"]) == "query")
                            .Select(static parameter => Text(parameter["name"])),
                    ],
                    [.. operation["responses"]!.AsObject().Select(static response => response.Key)],
                    operation["x-result-envelope"]?.ToString(),
                    Result(operation)?.EndsWith("List", StringComparison.Ordinal) == true
                        || Result(operation)?.EndsWith("ListEnvelope", StringComparison.Ordinal) == true,
                    operation["requestBody"] is not null,
                    operation["requestBody"]?["required"]?.ToString() == "true",
                    [.. operation["x-documented-by"]!.AsArray().Select(static source => Text(source))]
                );
            }
        }
    }

    /// <summary>Returns the name of the schema of the first documented success; null when it has no body.</summary>
    private static string? Result(JsonNode operation)
    {
        var success = operation["responses"]!.AsObject().First(static response => response.Key.StartsWith('2')).Value!;
        return success["content"] is { } content ? RefName(content["application/json"]!["schema"]) : null;
    }

    private static Dictionary<string, ContractSchema> ReadSchemas() =>
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
                    [.. (entry.Value["required"] as JsonArray ?? []).Select(static name => Text(name))]
                )
            );
}

public sealed record ContractOperation(
    string Id,
    string Method,
    string Path,
    string Tag,
    string CSharpMethod,
    bool IsOnAccountsHost,
    string? Envelope,
    bool IsPaged,
    bool IsDeprecated,
    string? SupersededBy,
    IReadOnlyList<string> QueryParameters,
    IReadOnlyList<string> Statuses,
    string? ResultEnvelope,
    bool IsList,
    bool HasBody,
    bool NeedsBody,
    IReadOnlyList<string> Sources
)
{
    /// <summary>The client of the operation as callers write it, such as client.Contacts.Tags.</summary>
    public string CSharpClient => "client." + string.Join('.', Contract.ClientPaths[Tag]);

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
    IReadOnlyList<string> Required
);

public sealed record ContractProperty(string Name, JsonNode Schema)
{
    public string? Format => Schema["format"]?.ToString();

    public string CSharpName => CSharpIdentifier.Pascal(Name);
}
