using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace VerifyLive;

/// <summary>
/// Describes JSON without its data: names of fields and JSON types. A name that the contract does not have may be a person's, such as a
/// custom attribute, so it is only counted.
/// </summary>
internal sealed partial class Shape(Contract contract, bool showNewNames)
{
    private const int MaximumDepth = 4;
    private const int MaximumNames = 80;

    /// <summary>Returns the shape of a value.</summary>
    public string Of(JsonNode? node) => Of(node, 0);

    /// <summary>Returns names as they may be shown.</summary>
    public string Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        var shown = all.Where(IsShown).Take(MaximumNames).ToList();
        return all.Count == shown.Count
            ? string.Join(", ", shown)
            : string.Join(", ", [.. shown, $"{all.Count - shown.Count} that are not shown"]);
    }

    /// <summary>Returns a text if it is one of the listed values of an enumeration, and "another value" otherwise.</summary>
    public string Value(JsonNode? node, string enumeration) =>
        node is null ? "null"
        : node.GetValueKind() != JsonValueKind.String ? TypeOf(node)
        : contract.Values(enumeration).Contains(node.GetValue<string>(), StringComparer.Ordinal) ? node.GetValue<string>()
        : "another value";

    private bool IsShown(string name) => contract.Knows(name) || (showNewNames && ApiName().IsMatch(name));

    private string Of(JsonNode? node, int depth)
    {
        switch (node)
        {
            case JsonObject item when depth < MaximumDepth:
                var known = item.Where(pair => IsShown(pair.Key)).Take(MaximumNames).ToList();
                var parts = known.Select(pair => $"{pair.Key}: {Property(pair.Key, pair.Value, depth + 1)}");
                return "{" + string.Join(", ", item.Count == known.Count ? parts : [.. parts, $"{item.Count - known.Count} other"]) + "}";
            case JsonArray { Count: > 0 } list when depth < MaximumDepth:
                return "[" + string.Join(" | ", list.Take(20).Select(one => Of(one, depth + 1)).Distinct().Take(3)) + "]";
            default:
                return TypeOf(node);
        }
    }

    // Objects with keys of any name, and those that the contract does not have: their keys may be data.
    private string Property(string name, JsonNode? value, int depth) =>
        value is JsonObject item && (contract.IsFreeObject(name) || !contract.Knows(name)) ? $"object with {item.Count} keys"
        : value is JsonArray && !contract.Knows(name) ? TypeOf(value)
        : Of(value, depth);

    private static string TypeOf(JsonNode? node) =>
        node?.GetValueKind() switch
        {
            null or JsonValueKind.Null => "null",
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Number => "number",
            JsonValueKind.String => "string",
            JsonValueKind.Array => "array",
            _ => "object",
        };

    [GeneratedRegex(@"^[a-z][a-z_]{0,40}\z")]
    private static partial Regex ApiName();
}
