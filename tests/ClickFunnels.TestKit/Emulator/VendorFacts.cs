using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;

namespace ClickFunnels.TestKit;

/// <summary>
/// Facts of the vendor's published examples of 2025 that the contract does not hold, because it allows more: what they never show as
/// null. Types, and null elsewhere, are read from the contract.
/// </summary>
internal static class VendorFacts
{
    private static readonly Dictionary<string, string[]> NeverNull = new(StringComparer.Ordinal)
    {
        ["Course"] = ["description"],
        ["CourseEnrollment"] = ["origination_source_id"],
        ["EmailBroadcast"] = ["origination_channel_id"],
        ["Order"] = ["origination_channel_id"],
        ["OrderSummary"] = ["origination_channel_id"],
        ["ProductCollection"] = ["archived", "sort_method", "product_ids"],
    };

    /// <summary>The schemas that the facts are about.</summary>
    public static IReadOnlyCollection<string> Schemas => NeverNull.Keys;

    /// <summary>Returns the properties of a response that contradict the facts.</summary>
    public static IEnumerable<string> Contradictions(Schema schema, JsonNode? value, string at = "") =>
        value switch
        {
            JsonObject record => record.SelectMany(property =>
                property.Value is null
                    ? NeverNull.GetValueOrDefault(schema.ComponentName ?? "", []).Contains(property.Key)
                        ? [$"{at}/{property.Key} is null, which the vendor never shows"]
                        : []
                    : schema.Properties.TryGetValue(property.Key, out var listed)
                        ? Contradictions(listed, property.Value, $"{at}/{property.Key}")
                        : []
            ),
            JsonArray list when schema.Items is { } items => list.SelectMany((item, index) => Contradictions(items, item, $"{at}/{index}")),
            _ => [],
        };
}
