using System.Security.Cryptography;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace VerifyLive;

/// <summary>Names and values that the contract lists, which are the only ones that a result may contain.</summary>
internal sealed partial class Contract
{
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
    public IReadOnlyList<string> Properties(string schema) =>
        _schemas[schema].Children.TryGetValue("properties", out var properties) && properties is YamlMappingNode mapping
            ? [.. mapping.Children.Keys.Select(static key => key.ToString())]
            : [];

    /// <summary>Values of an enumeration.</summary>
    public IReadOnlyList<string> Values(string schema) =>
        _schemas[schema].Children.TryGetValue("enum", out var values) && values is YamlSequenceNode list
            ? [.. list.Select(static value => value.ToString())]
            : [];

    /// <summary>Returns true if the contract has a property with this name.</summary>
    public bool Knows(string name) => _names.Contains(name);

    /// <summary>Returns true if the contract has an operation with this method and path.</summary>
    public bool HasOperation(string methodAndPath) =>
        _operations.Any(one => Parameter().Replace(one, "{}") == Parameter().Replace(methodAndPath, "{}"));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value ?? "";
}
