using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the media types of a response, and whether they have a schema.</summary>
internal sealed class ResponseMediaTypeCheck : IOperationCheck
{
    private static readonly Rule Added = new(
        "response-media-type-added",
        Severity.Info,
        RuleGroup.Responses,
        "A media type is added to a response."
    );
    private static readonly Rule Removed = new(
        "response-media-type-removed",
        Severity.Breaking,
        RuleGroup.Responses,
        "A media type that the client reads is removed from a response."
    );
    private static readonly Rule Renamed = new(
        "response-media-type-name-changed",
        Severity.Info,
        RuleGroup.Responses,
        "The media type of a response is spelled differently, with the same syntax."
    );
    private static readonly Rule Generalized = new(
        "response-media-type-name-generalized",
        Severity.Warning,
        RuleGroup.Responses,
        "The media type of a response became more general: responses may have another syntax."
    );
    private static readonly Rule Specialized = new(
        "response-media-type-name-specialized",
        Severity.Info,
        RuleGroup.Responses,
        "The media type of a response became more specific, with the same syntax."
    );
    private static readonly Rule SchemaAdded = new(
        "response-body-media-type-schema-added",
        Severity.Breaking,
        RuleGroup.Responses,
        "A schema is added to a response: the method gets another return type, so code that implements or overrides it no "
            + "longer compiles.",
        Breaks.CSharp
    );
    private static readonly Rule SchemaRemoved = new(
        "response-body-media-type-schema-removed",
        Severity.Breaking,
        RuleGroup.Responses,
        "The schema of a response is removed: the method loses its return type.",
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
                    $"{method} may now get {content.MediaType} with {after.Status}.",
                    null,
                    content.MediaType
                );
            }

            // The client only reads JSON.
            if (Shape(before) is { } lost && after.Content.Count > 0 && !after.Content.Values.Any(IsJson))
            {
                findings.AddRemoved(
                    SchemaRemoved,
                    $"{lost.Pointer}/schema",
                    $"{method} no longer gets JSON with {before.Status}, so it returns nothing.",
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
                    findings.Add(SchemaAdded, $"{now.Pointer}/schema", $"The response {after.Status} of {method} now has a schema.");
                }
                else if (old.Schema is not null && now.Schema is null)
                {
                    findings.AddRemoved(
                        SchemaRemoved,
                        $"{old.Pointer}/schema",
                        $"The response {before.Status} of {method} no longer has a schema."
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
