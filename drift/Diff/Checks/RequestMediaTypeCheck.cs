using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the media types of a request, and whether they have a schema.</summary>
internal sealed class RequestMediaTypeCheck : IOperationCheck
{
    private static readonly Rule Added = new(
        "request-body-media-type-added",
        Severity.Info,
        RuleGroup.RequestBodies,
        "A media type is added to a request body.",
        VersionStep.Minor
    );
    private static readonly Rule Removed = new(
        "request-body-media-type-removed",
        Severity.Breaking,
        RuleGroup.RequestBodies,
        "A media type is removed from a request body: requests with it get 415."
    );
    private static readonly Rule SchemaAdded = new(
        "request-body-media-type-schema-added",
        Severity.Breaking,
        RuleGroup.RequestBodies,
        "A schema is added to a request body: its C# argument gets a class, and requests that do not match may be refused.",
        Breaks.Both
    );
    private static readonly Rule SchemaRemoved = new(
        "request-body-media-type-schema-removed",
        Severity.Breaking,
        RuleGroup.RequestBodies,
        "The schema of a request body is removed: its C# argument loses its class.",
        Breaks.Both
    );

    public IEnumerable<Rule> Rules => [Added, Removed, SchemaAdded, SchemaRemoved];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        if (operations.Old.Body is not { } before || operations.New.Body is not { } after)
        {
            return;
        }

        var method = findings.Names.Method(operations.New);
        var pairs = MediaTypePairs.Pair(before.Content, after.Content).ToList();
        foreach (
            var content in Missing(before, pairs.Select(pair => pair.Old))
                .Concat(pairs.Where(pair => pair.Change != MediaTypeChange.Same).Select(pair => pair.Old))
        )
        {
            findings.AddRemoved(
                Removed,
                content.Pointer,
                $"{method} can no longer send {content.MediaType}: such requests get 415.",
                content.MediaType
            );
        }

        foreach (
            var content in Missing(after, pairs.Select(pair => pair.New))
                .Concat(pairs.Where(pair => pair.Change != MediaTypeChange.Same).Select(pair => pair.New))
        )
        {
            findings.Add(Added, content.Pointer, $"{method} may now send {content.MediaType}.", null, content.MediaType);
        }

        foreach (var (old, now, _) in pairs)
        {
            if (old.Schema is null && HasShape(now))
            {
                findings.Add(SchemaAdded, $"{now.Pointer}/schema", $"The body of {method} now has a schema: its argument gets a class.");
            }
            else if (HasShape(old) && now.Schema is null)
            {
                findings.AddRemoved(
                    SchemaRemoved,
                    $"{old.Pointer}/schema",
                    $"The body of {method} no longer has a schema: its argument loses its class."
                );
            }
        }
    }

    // A schema without a type is like no schema: the argument is an object in both cases.
    private static bool HasShape(ApiContent content) => content.Schema is { AllowsEverything: false };

    private static IEnumerable<ApiContent> Missing(ApiBody body, IEnumerable<ApiContent> paired) => body.Content.Values.Except(paired);
}
