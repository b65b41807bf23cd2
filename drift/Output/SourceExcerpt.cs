using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;

namespace ClickFunnels.Drift.Output;

/// <summary>A short part of a document as indented JSON, for people.</summary>
internal static class SourceExcerpt
{
    private const int MaxLines = 24;
    private const int MaxLength = 160;
    private const int MaxDepth = 4;
    private const int MaxMembers = 12;

    /// <summary>Gets the lines around a place: the nearest object that has it. Null if the document does not have the place.</summary>
    public static IReadOnlyList<string>? Of(SpecFile document, string pointer)
    {
        if (JsonPointer.Find(document.Root, pointer) is not { } node)
        {
            return null;
        }

        // A keyword is shown with the schema around it.
        if (node is not JsonObject && node.Parent is { } parent)
        {
            node = parent;
        }

        var lines = Short(node, MaxDepth)!.ToJsonString(JsonFormat.IndentedRenderable).Split('\n').Select(Cut).ToList();
        return lines.Count > MaxLines ? [.. lines.Take(MaxLines), "…"] : lines;
    }

    private static string Cut(string line) => line.Length > MaxLength ? line[..MaxLength] + "…" : line;

    private static JsonNode? Short(JsonNode? node, int depth) =>
        node switch
        {
            JsonObject { Count: > 0 } when depth == 0 => "{…}",
            JsonArray { Count: > 0 } when depth == 0 => "[…]",
            JsonObject map => new JsonObject([
                .. map.Take(MaxMembers).Select(entry => KeyValuePair.Create(entry.Key, Short(entry.Value, depth - 1))),
                .. map.Count > MaxMembers && !map.ContainsKey("…")
                    ? (KeyValuePair<string, JsonNode?>[])[KeyValuePair.Create("…", (JsonNode?)$"{map.Count - MaxMembers} more")]
                    : [],
            ]),
            JsonArray list => new JsonArray([
                .. list.Take(MaxMembers).Select(item => Short(item, depth - 1)),
                .. list.Count > MaxMembers ? (JsonNode?[])[$"… {list.Count - MaxMembers} more"] : [],
            ]),
            _ => node?.DeepClone(),
        };
}
