using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The media types that a request may have, and whether their shape is told.</summary>
internal sealed class RequestMediaTypeCheck : IOperationCheck
{
    private static readonly Rule Added = new(
        "request-body-media-type-added",
        Severity.Info,
        Direction.Request,
        "A body may be sent as a further media type.",
        VersionStep.Minor
    );
    private static readonly Rule Removed = new(
        "request-body-media-type-removed",
        Severity.Breaking,
        Direction.Request,
        "A body can no longer be sent as a media type: requests with it get 415."
    );
    private static readonly Rule SchemaAdded = new(
        "request-body-media-type-schema-added",
        Severity.Breaking,
        Direction.Request,
        "The shape of a body is told now: its argument in C# gets a class, and what does not fit may be refused.",
        Breaks.Both
    );
    private static readonly Rule SchemaRemoved = new(
        "request-body-media-type-schema-removed",
        Severity.Breaking,
        Direction.Request,
        "The shape of a body is no longer told: its argument in C# loses its class.",
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
            findings.Add(Added, content.Pointer, $"{method} may send {content.MediaType} now.", null, content.MediaType);
        }

        foreach (var (old, now, _) in pairs)
        {
            if (old.Schema is null && HasShape(now))
            {
                findings.Add(
                    SchemaAdded,
                    $"{now.Pointer}/schema",
                    $"{method} takes a body whose shape is told now: its argument gets a class."
                );
            }
            else if (HasShape(old) && now.Schema is null)
            {
                findings.AddRemoved(
                    SchemaRemoved,
                    $"{old.Pointer}/schema",
                    $"{method} takes a body whose shape is no longer told: its argument loses its class."
                );
            }
        }
    }

    // An untyped schema says no more than none: the argument is an object in both cases.
    private static bool HasShape(ApiContent content) => content.Schema is { AllowsEverything: false };

    private static IEnumerable<ApiContent> Missing(ApiBody body, IEnumerable<ApiContent> paired) => body.Content.Values.Except(paired);
}
