using System.Text.Json.Nodes;
using YamlDotNet.Serialization;

namespace ClickFunnels.Drift.Tests.Diff;

/// <summary>Other ways to write the same document.</summary>
internal static class DocumentForms
{
    /// <summary>The document with the keys of each object in another order.</summary>
    public static JsonNode? Shuffled(JsonNode? node, Random random) =>
        node switch
        {
            JsonObject map => new JsonObject(
                map.Select(entry => KeyValuePair.Create(entry.Key, Shuffled(entry.Value, random))).OrderBy(_ => random.Next())
            ),
            JsonArray list => new JsonArray([.. list.Select(item => Shuffled(item, random))]),
            _ => node?.DeepClone(),
        };

    /// <summary>The document with other names of path parameters.</summary>
    public static string WithOtherPathParameters(string json) =>
        json.Replace("{pet_id}", "{key}", StringComparison.Ordinal)
            .Replace("\"pet_id\"", "\"key\"", StringComparison.Ordinal)
            .Replace("{owner_id}", "{id}", StringComparison.Ordinal)
            .Replace("/pets/{id}\":", "/pets/{number}\":", StringComparison.Ordinal)
            .Replace("\"name\":\"id\"", "\"name\":\"number\"", StringComparison.Ordinal)
            .Replace("\"name\":\"owner_id\"", "\"name\":\"id\"", StringComparison.Ordinal);

    public static string AsYaml(JsonNode document) =>
        new SerializerBuilder().WithQuotingNecessaryStrings().DisableAliases().Build().Serialize(Plain(document)!);

    private static object? Plain(JsonNode? node) =>
        node switch
        {
            JsonObject map => map.ToDictionary(entry => entry.Key, entry => Plain(entry.Value)),
            JsonArray list => list.Select(Plain).ToList(),
            JsonValue value when value.TryGetValue<string>(out var text) => text,
            JsonValue value when value.TryGetValue<bool>(out var flag) => flag,
            JsonValue value => value.GetValue<decimal>(),
            _ => null,
        };
}
