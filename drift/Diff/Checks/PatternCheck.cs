using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the regular expression that texts have to match.</summary>
internal sealed class PatternCheck : ISchemaCheck
{
    private const string Keyword = "pattern";
    private static readonly SchemaPosition[] Where =
    [
        .. SchemaPositions.Everywhere.Where(position => position != SchemaPosition.ResponseHeader),
    ];
    private static readonly SchemaRules Added = new(
        "pattern-added",
        Where,
        Severity.Breaking,
        Severity.Info,
        "A pattern is added to {0}: texts that do not match it were accepted before and are refused now.",
        "A pattern is added to {0}: callers do not have to change anything."
    );
    private static readonly SchemaRules Removed = new(
        "pattern-removed",
        Where,
        Severity.Info,
        Severity.Warning,
        "The pattern of {0} is removed: any text is accepted.",
        "The pattern of {0} is removed: code that parses the text may receive others; the client does not check the pattern."
    );
    private static readonly SchemaRules Changed = new(
        "pattern-changed",
        Where,
        Severity.Breaking,
        Severity.Warning,
        "The pattern of {0} changes: texts that were accepted before may be refused.",
        "The pattern of {0} changes: code that parses the text may receive others; the client does not check the pattern."
    );
    private static readonly SchemaRules Generalized = new(
        "pattern-generalized",
        Where,
        Severity.Info,
        Severity.Warning,
        "The pattern of {0} accepts more texts than before.",
        "The pattern of {0} accepts more texts than before: code that parses the text may receive others."
    );

    public IEnumerable<Rule> Rules => [.. Added.All, .. Removed.All, .. Changed.All, .. Generalized.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        var (before, after) = (schemas.Old.Text(Keyword), schemas.New.Text(Keyword));
        if (before == after)
        {
            return;
        }

        var asked = schemas.Position.Direction() == Direction.Request;
        if (before is null)
        {
            findings.Add(Added, schemas, Keyword, $"has to match {after} now{(asked ? ": other texts are refused" : "")}", null, after);
        }
        else if (after is null)
        {
            findings.Add(Removed, schemas, Keyword, $"no longer has to match {before}", before);
        }
        else if (PatternBreadth.IsWider(before, after))
        {
            findings.Add(
                Generalized,
                schemas,
                Keyword,
                $"has to match only {after} now, {before} before: more texts are allowed",
                before,
                after
            );
        }
        else
        {
            findings.Add(
                Changed,
                schemas,
                Keyword,
                $"has to match {after} now, {before} before: "
                    + $"{(asked ? "texts that were accepted may be refused" : "code that parses the text may receive others")}",
                before,
                after
            );
        }
    }
}
