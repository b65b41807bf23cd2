using System.Text.Json.Nodes;

namespace ClickFunnels.Contracts.Reading;

/// <summary>Extension methods that read trees of unknown form.</summary>
internal static class JsonNodeExtensions
{
    /// <summary>Gets a member; null if there is none, or if the node is not an object.</summary>
    public static JsonNode? Get(this JsonNode? node, string key) => (node as JsonObject)?[key];
}
