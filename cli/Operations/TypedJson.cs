using System.Text.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Cli.Operations;

/// <summary>Converts JSON of the user into the tokens that a record holds. Numbers keep their digits.</summary>
internal static class TypedJson
{
    /// <summary>Limits of JSON that a user passes.</summary>
    public static JsonDocumentOptions Limits { get; } = new() { MaxDepth = 64 };

    public static JToken From(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => new JObject(
                element.EnumerateObject().DistinctByLast().Select(property => new JProperty(property.Name, From(property.Value)))
            ),
            JsonValueKind.Array => new JArray(element.EnumerateArray().Select(From)),
            JsonValueKind.String => new JValue(element.GetString()),
            JsonValueKind.Number => new JRaw(element.GetRawText()),
            JsonValueKind.True => new JValue(true),
            JsonValueKind.False => new JValue(false),
            _ => JValue.CreateNull(),
        };

    // A key that occurs twice has its last value, as in other readers.
    private static IEnumerable<JsonProperty> DistinctByLast(this JsonElement.ObjectEnumerator properties) =>
        properties.GroupBy(property => property.Name, StringComparer.Ordinal).Select(same => same.Last());
}
