using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>A regular expression that texts have to match.</summary>
internal sealed class PatternCheck : ISchemaCheck
{
    private const string Keyword = "pattern";
    private static readonly Place[] Where = [.. Places.Everywhere.Where(place => place != Place.ResponseHeader)];
    private static readonly SchemaRules Added = new(
        "pattern-added",
        Where,
        Severity.Breaking,
        Severity.Info,
        "A pattern is added for {0}: texts that do not match it, which worked before, are refused.",
        "A pattern is added for {0}: callers need not change anything."
    );
    private static readonly SchemaRules Removed = new(
        "pattern-removed",
        Where,
        Severity.Info,
        Severity.Warning,
        "The pattern is removed for {0}: any text is accepted.",
        "The pattern is removed for {0}: code that takes texts apart may meet others, though the client itself does not check it."
    );
    private static readonly SchemaRules Changed = new(
        "pattern-changed",
        Where,
        Severity.Breaking,
        Severity.Warning,
        "The pattern is another for {0}: texts that worked before may be refused.",
        "The pattern is another for {0}: code that takes texts apart may meet others, though the client itself does not check it."
    );
    private static readonly SchemaRules Generalized = new(
        "pattern-generalized",
        Where,
        Severity.Info,
        Severity.Warning,
        "The pattern accepts all that it did and more for {0}.",
        "The pattern accepts all that it did and more for {0}: code that takes texts apart may meet others."
    );

    public IEnumerable<Rule> Rules => [.. Added.All, .. Removed.All, .. Changed.All, .. Generalized.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        var (before, after) = (schemas.Old.Text(Keyword), schemas.New.Text(Keyword));
        if (before == after)
        {
            return;
        }

        var asked = schemas.Place.Direction() == Direction.Request;
        if (before is null)
        {
            findings.Add(Added, schemas, Keyword, $"has to match {after} now{(asked ? ": other texts are refused" : "")}", null, after);
        }
        else if (after is null)
        {
            findings.Add(Removed, schemas, Keyword, $"need not match {before} any more", before);
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
                    + $"{(asked ? "texts that worked may be refused" : "code that takes the text apart may meet others")}",
                before,
                after
            );
        }
    }
}
