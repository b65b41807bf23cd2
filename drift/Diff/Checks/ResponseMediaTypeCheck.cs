using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The media types that an answer may have, and whether their shape is told.</summary>
internal sealed class ResponseMediaTypeCheck : IOperationCheck
{
    private static readonly Rule Added = new(
        "response-media-type-added",
        Severity.Info,
        Direction.Response,
        "An answer may come as a further media type."
    );
    private static readonly Rule Removed = new(
        "response-media-type-removed",
        Severity.Breaking,
        Direction.Response,
        "An answer no longer comes as a media type that the client reads."
    );
    private static readonly Rule Renamed = new(
        "response-media-type-name-changed",
        Severity.Info,
        Direction.Response,
        "The media type of an answer is written otherwise, with the same syntax."
    );
    private static readonly Rule Generalized = new(
        "response-media-type-name-generalized",
        Severity.Warning,
        Direction.Response,
        "The media type of an answer says less than it did: other syntaxes may come."
    );
    private static readonly Rule Specialized = new(
        "response-media-type-name-specialized",
        Severity.Info,
        Direction.Response,
        "The media type of an answer says more than it did, with the same syntax."
    );
    private static readonly Rule SchemaAdded = new(
        "response-body-media-type-schema-added",
        Severity.Breaking,
        Direction.Response,
        "The shape of an answer is told now: the method gets another return type, so code that implements or overrides it no "
            + "longer compiles.",
        Breaks.CSharp
    );
    private static readonly Rule SchemaRemoved = new(
        "response-body-media-type-schema-removed",
        Severity.Breaking,
        Direction.Response,
        "The shape of an answer is no longer told: the method loses its return type.",
        Breaks.Both
    );

    public IEnumerable<Rule> Rules => [Added, Removed, Renamed, Generalized, Specialized, SchemaAdded, SchemaRemoved];

    public void Check(OperationPair operations, DiffFindings findings)
    {
        var method = findings.Names.Method(operations.New);
        foreach (var (before, after) in operations.Responses.Pairs)
        {
            var pairs = MediaTypePairs.Pair(before.Content, after.Content).ToList();
            foreach (var content in before.Content.Values.Except(pairs.Select(pair => pair.Old)))
            {
                findings.AddRemoved(
                    Removed,
                    content.Pointer,
                    $"{method} no longer gets {content.MediaType} with {before.Status}.",
                    content.MediaType
                );
            }

            foreach (var content in after.Content.Values.Except(pairs.Select(pair => pair.New)))
            {
                findings.Add(
                    Added,
                    content.Pointer,
                    $"{method} may get {content.MediaType} with {after.Status} now.",
                    null,
                    content.MediaType
                );
            }

            // The client reads JSON alone.
            if (Shape(before) is { } lost && after.Content.Count > 0 && !after.Content.Values.Any(IsJson))
            {
                findings.AddRemoved(
                    SchemaRemoved,
                    $"{lost.Pointer}/schema",
                    $"{method} gets no JSON with {before.Status} any more, so it returns nothing.",
                    lost.MediaType
                );
            }

            foreach (var (old, now, change) in pairs)
            {
                if (RuleOf(change) is { } rule)
                {
                    findings.Add(
                        rule,
                        now.Pointer,
                        $"{method} gets {now.MediaType} instead of {old.MediaType} with {after.Status}.",
                        old.MediaType,
                        now.MediaType
                    );
                }

                if (old.Schema is null && now.Schema is not null)
                {
                    findings.Add(
                        SchemaAdded,
                        $"{now.Pointer}/schema",
                        $"{method} gets an answer with {after.Status} whose shape is told now."
                    );
                }
                else if (old.Schema is not null && now.Schema is null)
                {
                    findings.AddRemoved(
                        SchemaRemoved,
                        $"{old.Pointer}/schema",
                        $"{method} gets an answer with {before.Status} whose shape is no longer told."
                    );
                }
            }
        }
    }

    private static ApiContent? Shape(ContractResponse response) =>
        response.Content.Values.FirstOrDefault(content => IsJson(content) && content.Schema is not null);

    private static bool IsJson(ApiContent content) =>
        MediaTypePairs.Compare(content.MediaType, "application/json") != MediaTypeChange.Unrelated;

    private static Rule? RuleOf(MediaTypeChange change) =>
        change switch
        {
            MediaTypeChange.Renamed => Renamed,
            MediaTypeChange.Generalized => Generalized,
            MediaTypeChange.Specialized => Specialized,
            _ => null,
        };
}
