using YamlDotNet.Serialization;

namespace ClickFunnels.Tests.Support;

/// <summary>The contract, read from spec/clickfunnels.yaml without any help of the generator's.</summary>
internal static class Contract
{
    private static readonly string[] Verbs = ["get", "post", "put", "patch", "delete"];

    private static readonly Lazy<Dictionary<object, object?>> Document = new(static () =>
        new DeserializerBuilder()
            .Build()
            .Deserialize<Dictionary<object, object?>>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "clickfunnels.yaml")))
    );

    public static IReadOnlyList<ContractOperation> Operations { get; } = [.. ReadOperations()];

    /// <summary>The properties that lead from the root client to the client of a tag, such as Contacts and Tags.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ClientPaths { get; } =
        ((List<object?>)Document.Value["tags"]!)
            .Select(Map)
            .ToDictionary(static tag => (string)tag["name"]!, static tag => (IReadOnlyList<string>)((string)tag["x-client"]!).Split('.'));

    public static IReadOnlyDictionary<string, ContractSchema> Schemas { get; } = ReadSchemas();

    /// <summary>Gets the tags; each is the group of a client.</summary>
    public static IReadOnlyList<ContractTag> Tags { get; } = ReadTags("tags");

    /// <summary>Gets the tags as the extension of the root repeats them, where the templates read them.</summary>
    public static IReadOnlyList<ContractTag> RootTags { get; } = ReadTags("x-tags");

    /// <summary>The C# name that a name of the wire gets.</summary>
    public static string Pascal(string name) =>
        string.Concat(
            name.Replace("$", "", StringComparison.Ordinal)
                .Split('_', '-', '.', '/', ':', ' ')
                .Where(static word => word.Length > 0)
                .Select(static word => char.ToUpperInvariant(word[0]) + word[1..])
        );

    public static Dictionary<object, object?> Map(object? node) => (Dictionary<object, object?>)node!;

    public static string RefName(object? node) => ((string)Map(node)["$ref"]!).Split('/')[^1];

    /// <summary>Returns true if the schema, or the component that it refers to, allows null.</summary>
    public static bool AllowsNull(Dictionary<object, object?> schema) =>
        (schema.GetValueOrDefault("type") is List<object?> types && types.Contains("null"))
        || (
            schema.GetValueOrDefault("oneOf") is List<object?> members
            && members.Any(static member => (string?)Map(member).GetValueOrDefault("type") == "null")
        )
        || (schema.ContainsKey("$ref") && AllowsNull(Map(Map(Map(Document.Value["components"])["schemas"])[RefName(schema)])));

    private static List<ContractTag> ReadTags(string key) =>
        [
            .. ((List<object?>)Document.Value[key]!).Select(static tag => new ContractTag(
                (string)Map(tag)["name"]!,
                (string)Map(tag)["description"]!,
                (string)Map(tag)["x-client"]!
            )),
        ];

    private static IEnumerable<ContractOperation> ReadOperations()
    {
        var shared = Map(Map(Document.Value["components"])["parameters"]);
        foreach (var (path, item) in Map(Document.Value["paths"]))
        {
            foreach (var (verb, node) in Map(item).Where(static entry => Verbs.Contains(entry.Key)))
            {
                var operation = Map(node);
                var parameters = operation.TryGetValue("parameters", out var list)
                    ? ((List<object?>)list!).Select(parameter => Map(shared[RefName(parameter)])).ToList()
                    : [];
                yield return new ContractOperation(
                    (string)operation["operationId"]!,
                    ((string)verb).ToUpperInvariant(),
                    (string)path,
                    (string)((List<object?>)operation["tags"]!)[0]!,
                    (string)operation["x-method"]! + "Async",
                    (string)operation["x-host"]! == "accounts",
                    (string?)operation.GetValueOrDefault("x-envelope"),
                    operation.ContainsKey("x-pagination"),
                    (string?)operation.GetValueOrDefault("deprecated") == "true",
                    (string?)operation.GetValueOrDefault("x-superseded-by"),
                    [
                        .. parameters
                            .Where(static parameter => (string)parameter["in"]! == "query")
                            .Select(static parameter => (string)parameter["name"]!),
                    ],
                    [.. Map(operation["responses"]).Keys.Select(static status => (string)status)],
                    (string?)operation.GetValueOrDefault("x-result-envelope"),
                    Result(operation)?.EndsWith("List", StringComparison.Ordinal) == true
                        || Result(operation)?.EndsWith("ListEnvelope", StringComparison.Ordinal) == true,
                    operation.ContainsKey("requestBody"),
                    operation.TryGetValue("requestBody", out var body) && (string?)Map(body).GetValueOrDefault("required") == "true",
                    [.. ((List<object?>)operation["x-documented-by"]!).Cast<string>()]
                );
            }
        }
    }

    /// <summary>Name of the schema that the first documented success has, if it has a body.</summary>
    private static string? Result(Dictionary<object, object?> operation)
    {
        var success = Map(Map(operation["responses"]).First(static response => ((string)response.Key).StartsWith('2')).Value);
        return success.TryGetValue("content", out var content) ? RefName(Map(Map(Map(content)["application/json"])["schema"])) : null;
    }

    private static Dictionary<string, ContractSchema> ReadSchemas() =>
        Map(Map(Document.Value["components"])["schemas"])
            .ToDictionary(
                static entry => (string)entry.Key,
                static entry =>
                {
                    var schema = Map(entry.Value);
                    return new ContractSchema(
                        (string)entry.Key,
                        (string?)schema.GetValueOrDefault("x-usage"),
                        schema.TryGetValue("properties", out var properties)
                            ?
                            [
                                .. Map(properties)
                                    .Select(static property => new ContractProperty((string)property.Key, Map(property.Value))),
                            ]
                            : [],
                        schema.TryGetValue("enum", out var values)
                            ? [.. ((List<object?>)values!).OfType<string>().Where(static value => value != "null")]
                            : [],
                        schema.TryGetValue("required", out var required) ? [.. ((List<object?>)required!).Cast<string>()] : []
                    );
                }
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

public sealed record ContractProperty(string Name, Dictionary<object, object?> Schema)
{
    public string? Format => (string?)Schema.GetValueOrDefault("format");

    public string CSharpName => Contract.Pascal(Name);
}
