using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>
/// Reports the references of the new document that have no target, and schemas that contain themselves. Problems that the old
/// </summary>
internal sealed class DocumentProblemsCheck : IConclusionCheck
{
    private static readonly Rule Dangling = new(
        "dangling-reference",
        Severity.Warning,
        RuleGroup.Operations,
        "A reference has no target: any value is assumed, and nothing was compared."
    );
    private static readonly Rule Broken = new(
        "broken-schema",
        Severity.Warning,
        RuleGroup.Operations,
        "A reference or schema leads back to itself: any value is assumed, and nothing was compared."
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
            var places = group.Count() == 1 ? "the value" : $"the values at {group.Count()} places";
            findings.Add(
                Dangling,
                group.Select(reference => reference.Pointer).Min(StringComparer.Ordinal)!,
                $"The reference {group.Key} has no target: {places} may be anything, and nothing was compared.",
                null,
                group.Key
            );
        }

        // A cycle is found at the place where it is entered first, so no single place is the right one to report.
        if (HasCircle(documents.New) && !HasCircle(documents.Old))
        {
            findings.Add(
                Broken,
                "/components",
                "The document has references or merged schemas that lead back to themselves: any value is assumed, and nothing was "
                    + "compared."
            );
        }
    }

    private static bool HasCircle(ApiDocument document) =>
        document.Problems.Values.Any(problem => problem.Contains("itself", StringComparison.Ordinal));

    private static bool Exists(ApiDocument document, string target) =>
        target.StartsWith('#') && JsonPointer.Find(document.Root, Uri.UnescapeDataString(target[1..])) is not null;

    // Problems contains only the parts that were read, so new operations have to be searched separately.
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
                    // Examples are data: a $ref in an example is not a reference.
                    if (key is not ("example" or "examples") && value is JsonObject or JsonArray)
                    {
                        waiting.Push((value, JsonPointer.Append(at.Pointer, key)));
                    }
                }
            }
        }
    }
}
