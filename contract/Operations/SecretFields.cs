using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ClickFunnels.Contracts.Operations;

/// <summary>
/// The fields of an API whose values are secrets: those of the format <c>password</c>, those that are never read again
/// (<c>writeOnly</c>), those that their description calls a secret, and all with a name that says so.
/// </summary>
internal sealed partial class SecretFields
{
    private readonly FrozenSet<string> _names;

    private SecretFields(IEnumerable<string> names) => _names = names.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Names that the contract marks.</summary>
    public IReadOnlyCollection<string> Names => _names.Items;

    /// <summary>Reads the fields of a document.</summary>
    public static SecretFields Read(JsonObject document)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Collect(document, names);
        return new SecretFields(names);
    }

    /// <summary>Returns true if the value of a field, parameter or header is a secret.</summary>
    public bool Contains(string name) => _names.Contains(name) || SecretWord().IsMatch(name);

    // Recursion is safe: the depth of documents is limited.
    private static void Collect(JsonNode? node, HashSet<string> names)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (key, value) in map)
                {
                    if (key == "properties" && value is JsonObject properties)
                    {
                        names.UnionWith(properties.Where(property => IsSecret(property.Value)).Select(property => property.Key));
                    }

                    Collect(value, names);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Collect(item, names);
                }

                break;
        }
    }

    private static bool IsSecret(JsonNode? schema) =>
        schema is JsonObject keys
        && (
            Text(keys["format"]) == "password"
            || keys["writeOnly"] is JsonValue flag && flag.TryGetValue<bool>(out var writeOnly) && writeOnly
            || Text(keys["description"]) is { } description && Description().IsMatch(description)
        );

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    [GeneratedRegex(@"\bsecret\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Description();

    [GeneratedRegex(
        "passw|passphrase|secret|token|credential|authorization|(api|access|private|signing)[_-]?key",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex SecretWord();
}
