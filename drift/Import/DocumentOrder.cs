using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Routing;

namespace ClickFunnels.Drift.Import;

/// <summary>
/// Sorts the paths, methods and components of a published document by name, so that the result of an import depends neither on their
/// order nor on how they are spread over files. The order of the tags follows from that of the paths.
/// </summary>
internal static class DocumentOrder
{
    private static readonly List<string> Methods = [.. HttpMethods.All];

    /// <summary>Sorts a document.</summary>
    public static void Sort(JsonObject document)
    {
        foreach (var section in (string[])["paths", "webhooks"])
        {
            foreach (var item in (document[section] as JsonObject ?? []).Select(entry => entry.Value).OfType<JsonObject>())
            {
                Sort(item, HttpMethodOrder);
            }

            Sort(document[section], Ordinal);
        }

        foreach (var kind in (document["components"] as JsonObject ?? []).Select(entry => entry.Value).ToList())
        {
            Sort(kind, Ordinal);
        }

        Sort(document["components"], Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Ordinal(IEnumerable<KeyValuePair<string, JsonNode?>> entries) =>
        entries.OrderBy(entry => entry.Key, StringComparer.Ordinal);

    // Other keys, such as the parameters of the path, come first and keep their order.
    private static IEnumerable<KeyValuePair<string, JsonNode?>> HttpMethodOrder(IEnumerable<KeyValuePair<string, JsonNode?>> entries) =>
        entries.OrderBy(entry => Methods.IndexOf(entry.Key));

    private static void Sort(
        JsonNode? node,
        Func<IEnumerable<KeyValuePair<string, JsonNode?>>, IEnumerable<KeyValuePair<string, JsonNode?>>> by
    )
    {
        if (node is not JsonObject map)
        {
            return;
        }

        var entries = by(map.ToList()).ToList();
        map.Clear();
        foreach (var (key, value) in entries)
        {
            map.Add(key, value);
        }
    }
}
