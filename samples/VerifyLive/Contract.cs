using System.Security.Cryptography;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace VerifyLive;

/// <summary>Names and values that the contract lists, which are the only ones that a result may contain.</summary>
internal sealed partial class Contract
{
    private const int MaximumDepth = 5;
    private static readonly string[] Unions = ["oneOf", "anyOf", "allOf"];

    private readonly HashSet<string> _freeObjects = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, YamlMappingNode> _schemas = new(StringComparer.Ordinal);
    private readonly HashSet<string> _operations = new(StringComparer.Ordinal);

    private Contract(YamlMappingNode document, string digest)
    {
        var info = (YamlMappingNode)document["info"];
        Version = $"{Text(info, "version")} (sha256 {digest[..12].ToLowerInvariant()})";
        foreach (var (name, schema) in (YamlMappingNode)((YamlMappingNode)document["components"])["schemas"])
        {
            if (schema is YamlMappingNode mapping)
            {
                _schemas[name.ToString()] = mapping;
                _names.UnionWith(Properties(name.ToString()));
            }
        }

        foreach (var (name, schema) in _schemas.Values.SelectMany(PropertiesOf))
        {
            if (IsFree(schema, MaximumDepth))
            {
                _freeObjects.Add(name);
            }
        }

        foreach (var (path, item) in (YamlMappingNode)document["paths"])
        {
            foreach (var (method, _) in (YamlMappingNode)item)
            {
                _operations.Add(method.ToString().ToUpperInvariant() + " " + path);
            }
        }
    }

    /// <summary>Version and digest of the contract.</summary>
    public string Version { get; }

    /// <summary>Reads the contract that the program was built with.</summary>
    public static Contract Load()
    {
        using var stream = typeof(Contract).Assembly.GetManifestResourceStream("clickfunnels.yaml")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var yaml = new YamlStream();
        yaml.Load(new StringReader(System.Text.Encoding.UTF8.GetString(copy.ToArray())));
        return new Contract((YamlMappingNode)yaml.Documents[0].RootNode, Convert.ToHexString(SHA256.HashData(copy.ToArray())));
    }

    /// <summary>Names of the properties of a schema.</summary>
    public IReadOnlyList<string> Properties(string schema) => [.. PropertiesOf(_schemas[schema]).Select(static property => property.Name)];

    /// <summary>Values of an enumeration.</summary>
    public IReadOnlyList<string> Values(string schema) =>
        _schemas[schema].Children.TryGetValue("enum", out var values) && values is YamlSequenceNode list
            ? [.. list.Select(static value => value.ToString())]
            : [];

    /// <summary>Returns true if the contract has a property with this name.</summary>
    public bool Knows(string name) => _names.Contains(name);

    /// <summary>Returns true for a property that may hold an object with keys of any name, such as custom attributes.</summary>
    public bool IsFreeObject(string name) => _freeObjects.Contains(name);

    /// <summary>Returns true if the contract has an operation with this method and path.</summary>
    public bool HasOperation(string methodAndPath) =>
        _operations.Any(one => Parameter().Replace(one, "{}") == Parameter().Replace(methodAndPath, "{}"));

    private static IEnumerable<(string Name, YamlNode Schema)> PropertiesOf(YamlMappingNode schema) =>
        schema.Children.TryGetValue("properties", out var properties) && properties is YamlMappingNode mapping
            ? mapping.Children.Select(static pair => (pair.Key.ToString(), pair.Value))
            : [];

    private bool IsFree(YamlNode node, int depth)
    {
        if (depth == 0 || node is not YamlMappingNode schema)
        {
            return false;
        }

        if (schema.Children.TryGetValue("$ref", out var reference))
        {
            return _schemas.TryGetValue(reference.ToString().Split('/')[^1], out var target) && IsFree(target, depth - 1);
        }

        var isObject = schema.Children.TryGetValue("type", out var type) && type.ToString().Contains("object", StringComparison.Ordinal);
        var hasMore = schema.Children.TryGetValue("additionalProperties", out var more) && more.ToString() != "false";
        return hasMore
            || (isObject && !schema.Children.ContainsKey("properties"))
            || Unions.Any(key =>
                schema.Children.TryGetValue(key, out var parts)
                && parts is YamlSequenceNode list
                && list.Any(part => IsFree(part, depth - 1))
            );
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value ?? "";
}
