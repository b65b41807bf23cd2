using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// References of the new document that lead nowhere, and schemas made of themselves; what the old one had too is no news.
/// </summary>
internal sealed class DocumentProblemsCheck : IConclusionCheck
{
    private static readonly Rule Dangling = new(
        "dangling-reference",
        Severity.Warning,
        Direction.None,
        "A reference has no target: it counts as any value and was not compared."
    );
    private static readonly Rule Broken = new(
        "broken-schema",
        Severity.Warning,
        Direction.None,
        "A reference or schema leads back to itself: it counts as anything and was not compared."
    );

    public IEnumerable<Rule> Rules => [Dangling, Broken];

    public void Check(DocumentPair documents, DiffFindings findings)
    {
        var known = References(documents.Old)
            .Where(reference => !Exists(documents.Old, reference.Target))
            .Select(reference => reference.Target)
            .ToHashSet(StringComparer.Ordinal);
        foreach (
            var group in References(documents.New)
                .Where(reference => !Exists(documents.New, reference.Target))
                .GroupBy(reference => reference.Target)
                .Where(group => !known.Contains(group.Key))
        )
        {
            var places = group.Count() == 1 ? "what stands there" : $"what stands at {group.Count()} places";
            findings.Add(
                Dangling,
                group.Select(reference => reference.Pointer).Min(StringComparer.Ordinal)!,
                $"The reference {group.Key} leads nowhere: {places} counts as anything and was not compared.",
                null,
                group.Key
            );
        }

        // A circle is met wherever it is entered first, so no place in it is the right one.
        if (HasCircle(documents.New) && !HasCircle(documents.Old))
        {
            findings.Add(
                Broken,
                "/components",
                "The document has references or merged schemas that lead back to themselves: they count as anything and were not compared."
            );
        }
    }

    private static bool HasCircle(ApiDocument document) =>
        document.Problems.Values.Any(problem => problem.Contains("itself", StringComparison.Ordinal));

    private static bool Exists(ApiDocument document, string target) =>
        target.StartsWith('#') && JsonPointer.Find(document.Root, Uri.UnescapeDataString(target[1..])) is not null;

    // Problems lists only what was looked at, which leaves out new operations.
    private static IEnumerable<(string Target, string Pointer)> References(ApiDocument document)
    {
        var waiting = new Stack<(JsonNode? Node, string Pointer)>([(document.Root, "")]);
        while (waiting.TryPop(out var at))
        {
            if (at.Node is JsonArray list)
            {
                foreach (var (index, item) in list.Index())
                {
                    waiting.Push((item, JsonPointer.Append(at.Pointer, index)));
                }
            }
            else if (at.Node is JsonObject map)
            {
                if (map["$ref"] is JsonValue reference && reference.TryGetValue<string>(out var target))
                {
                    yield return (target, at.Pointer);
                }

                foreach (var (key, value) in map)
                {
                    // Examples are data: what looks like a reference in them is none.
                    if (key is not ("example" or "examples") && value is JsonObject or JsonArray)
                    {
                        waiting.Push((value, JsonPointer.Append(at.Pointer, key)));
                    }
                }
            }
        }
    }
}
