using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Tree;

namespace ClickFunnels.Drift.Import.Conventions;

/// <summary>The names and descriptions of our contract, and default ones by the same conventions.</summary>
internal sealed class ContractVocabulary
{
    private readonly Dictionary<string, JsonObject> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OperationNode> _operations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _propertyWords = new(StringComparer.Ordinal);

    /// <param name="contract">Our contract.</param>
    /// <param name="source">The value of <c>x-documented-by</c> for new operations.</param>
    public ContractVocabulary(JsonObject contract, string source)
    {
        Contract = contract;
        Source = source;
        foreach (var tag in (contract["tags"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (tag["x-vendor-tag"] is JsonValue vendor)
            {
                _tags.TryAdd(vendor.ToString(), tag);
            }
        }

        foreach (var (name, schema) in Schemas)
        {
            if (schema.Get("x-vendor-schema") is JsonValue vendor)
            {
                _schemas.TryAdd(vendor.ToString(), name);
            }
        }

        foreach (var operation in OperationNode.All(contract))
        {
            _operations.TryAdd(operation.Key, operation);
        }

        foreach (
            var words in Schemas
                .Where(entry => entry.Value.Get("x-usage")?.ToString() != "filter")
                .Select(entry => entry.Value.Get("properties"))
                .OfType<JsonObject>()
                .SelectMany(properties => properties)
                .Where(property => property.Value.Get("description") is JsonValue)
                .GroupBy(property => property.Key, property => property.Value!["description"]!.ToString(), StringComparer.Ordinal)
        )
        {
            // A description that several schemas share applies to the name everywhere.
            var most = words
                .GroupBy(text => text, StringComparer.Ordinal)
                .OrderByDescending(group => group.Count())
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .First();
            if (most.Count() > 1)
            {
                _propertyWords.Add(words.Key, most.Key);
            }
        }
    }

    public JsonObject Contract { get; }

    public string Source { get; }

    /// <summary>Our schemas by name.</summary>
    public JsonObject Schemas => Contract["components"].Get("schemas") as JsonObject ?? [];

    /// <summary>Gets our operation with the same method and route; null if there is none.</summary>
    public OperationNode? Operation(OperationNode operation) => _operations.GetValueOrDefault(operation.Key);

    /// <summary>Our name of a vendor's tag: <c>Products::Variant</c> is <c>ProductVariants</c>.</summary>
    public string Tag(string vendor)
    {
        if (_tags.TryGetValue(vendor, out var known))
        {
            return known["name"]!.ToString();
        }

        if ((Contract["tags"] as JsonArray ?? []).Any(tag => tag.Get("name")?.ToString() == vendor))
        {
            return vendor;
        }

        var parts = vendor.Split("::", StringSplitOptions.RemoveEmptyEntries).Select(CSharpIdentifier.Pascal).ToList();
        return string.Concat(
            parts.Select((part, index) => index == parts.Count - 1 ? EnglishText.Plural(part) : EnglishText.Singular(part))
        );
    }

    /// <summary>Gets our description of a tag; a default for a new one.</summary>
    public string TagDescription(string name) =>
        TagNamed(name).Get("description")?.ToString() ?? EnglishText.Sentence(EnglishText.Spaced(name));

    /// <summary>
    /// Returns the path of the group's client, <c>Products.Variants</c>: ours where known, else by the vendor's hierarchy.
    /// </summary>
    /// <param name="name">Our name of the tag.</param>
    /// <param name="vendor">The vendor's name of the tag.</param>
    public string ClientPath(string name, string vendor)
    {
        if (TagNamed(name).Get("x-client") is JsonValue known)
        {
            return known.ToString();
        }

        var parts = vendor.Split("::", StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
        {
            parts = [name];
        }

        var last = EnglishText.Plural(CSharpIdentifier.Pascal(parts[^1]));

        // Siblings in the vendor's document are siblings here: Webhooks::Outgoing::Endpoint is Webhooks.Endpoints.
        for (var length = parts.Length - 1; length > 0; length--)
        {
            var space = string.Join("::", parts[..length]) + "::";
            var sibling = _tags
                .FirstOrDefault(tag =>
                    tag.Key.StartsWith(space, StringComparison.Ordinal) && !tag.Key[space.Length..].Contains("::", StringComparison.Ordinal)
                )
                .Value;
            if (sibling.Get("x-client")?.ToString() is { } path && path.LastIndexOf('.') is > 0 and var end)
            {
                return string.Join(
                    '.',
                    [path[..end], .. parts[length..^1].Select(part => EnglishText.Plural(CSharpIdentifier.Pascal(part))), last]
                );
            }
        }

        return string.Join('.', [.. parts[..^1].Select(part => EnglishText.Plural(CSharpIdentifier.Pascal(part))), last]);
    }

    /// <summary>Returns a tag without operations for the client with the path, with our name if we have one.</summary>
    public JsonObject Group(string path)
    {
        var known = (Contract["tags"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(tag => tag["x-client"]?.ToString() == path);
        if (known is not null)
        {
            return (JsonObject)known.DeepClone();
        }

        var parts = path.Split('.');
        var name = string.Concat(parts.Select((part, index) => index == parts.Length - 1 ? part : EnglishText.Singular(part)));
        return new JsonObject
        {
            ["name"] = name,
            ["description"] = TagDescription(name),
            ["x-client"] = path,
        };
    }

    private JsonObject? TagNamed(string name) =>
        (Contract["tags"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(tag => tag["name"]?.ToString() == name);

    /// <summary>One record of a group: <c>ProductVariants</c> holds a <c>ProductVariant</c>.</summary>
    public static string Record(string tag) => EnglishText.Singular(tag);

    /// <summary>Our name of a vendor's schema: known, or from its tag and the vendor's ending.</summary>
    /// <param name="vendor">The vendor's name.</param>
    /// <param name="tags">The vendor's tags.</param>
    public string Schema(string vendor, IReadOnlyCollection<string> tags)
    {
        if (_schemas.TryGetValue(vendor, out var known))
        {
            return known;
        }

        if (Schemas.ContainsKey(vendor))
        {
            return vendor;
        }

        foreach (
            var (ending, ours) in new[]
            {
                ("Attributes", ""),
                ("ParametersUpdate", "Update"),
                ("ParametersCreate", "Create"),
                ("Parameters", "Create"),
                ("Params", "Create"),
            }
        )
        {
            if (vendor.EndsWith(ending, StringComparison.Ordinal) && vendor.Length > ending.Length)
            {
                return Stem(vendor[..^ending.Length], tags) + ours;
            }
        }

        var at = vendor.IndexOf("Parameters", StringComparison.Ordinal);
        return at > 0 ? Stem(vendor[..at], tags) + CSharpIdentifier.Pascal(vendor[(at + 10)..]) : CSharpIdentifier.Pascal(vendor);
    }

    /// <summary>Gets our description of a property; a default from its name if there is none.</summary>
    public string PropertyDescription(string name)
    {
        if (_propertyWords.TryGetValue(name, out var words))
        {
            return words;
        }

        var spaced = EnglishText.Spaced(name);
        if (name.EndsWith("_ids", StringComparison.Ordinal))
        {
            return $"Numeric ids of the {EnglishText.Plural(spaced[..^4])}.";
        }

        if (name.EndsWith("_id", StringComparison.Ordinal))
        {
            return $"Numeric id of the {spaced[..^3]}.";
        }

        return name.EndsWith("_at", StringComparison.Ordinal) ? $"Time of: {spaced[..^3]} (UTC)." : EnglishText.Sentence(spaced);
    }

    private string Stem(string vendor, IReadOnlyCollection<string> tags) =>
        tags.FirstOrDefault(tag => string.Equals(tag.Replace("::", "", StringComparison.Ordinal), vendor, StringComparison.Ordinal))
            is { } tag
            ? Record(Tag(tag))
            : CSharpIdentifier.Pascal(vendor);
}
