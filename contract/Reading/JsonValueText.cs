using System.Text.Json.Nodes;

namespace ClickFunnels.Contracts.Reading;

/// <summary>Formats JSON values for people.</summary>
internal static class JsonValueText
{
    private const int MaxLength = 300;

    /// <summary>Returns a value as text, independent of the order of its keys; long ones are cut.</summary>
    public static string Of(JsonNode? value)
    {
        var text = value is JsonValue single && single.TryGetValue<string>(out var plain) ? plain : Sorted(value)?.ToJsonString() ?? "null";
        return text.Length > MaxLength ? text[..MaxLength] + "…" : text;
    }

    private static JsonNode? Sorted(JsonNode? value) =>
        value switch
        {
            JsonObject map => new JsonObject(
                map.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => KeyValuePair.Create(entry.Key, Sorted(entry.Value)))
            ),
            JsonArray list => new JsonArray([.. list.Select(Sorted)]),
            _ => value?.DeepClone(),
        };
}
