using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>The value that the service takes when none is given.</summary>
internal sealed class DefaultCheck : ISchemaCheck
{
    private const string Keyword = "default";
    private static readonly IReadOnlyList<Place> At = [.. Places.Everywhere.Except([Place.ResponseHeader])];
    private static readonly SchemaRules Added = new(
        "default-value-added",
        At,
        Severity.Warning,
        Severity.Info,
        "Leaving out {0} means a certain value now: calls that leave it out may do something else than before."
    );
    private static readonly SchemaRules Removed = new(
        "default-value-removed",
        At,
        Severity.Warning,
        Severity.Info,
        "Leaving out {0} no longer means a certain value: calls that rely on it may do something else than before."
    );
    private static readonly SchemaRules Changed = new(
        "default-value-changed",
        At,
        Severity.Warning,
        Severity.Info,
        "Leaving out {0} means another value than before."
    );

    public IEnumerable<Rule> Rules => [.. Added.All, .. Removed.All, .. Changed.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        var (had, has) = (schemas.Old.Has(Keyword), schemas.New.Has(Keyword));
        var (was, now) = (JsonValueText.Of(schemas.Old.Keyword(Keyword)), JsonValueText.Of(schemas.New.Keyword(Keyword)));
        if (!had && has)
        {
            findings.Add(Added, schemas, Keyword, $"is {now} now when it is left out", null, now);
        }
        else if (had && !has)
        {
            findings.Add(Removed, schemas, Keyword, $"has no default any more; it was {was}", was);
        }
        else if (!JsonNode.DeepEquals(schemas.Old.Keyword(Keyword), schemas.New.Keyword(Keyword)))
        {
            findings.Add(Changed, schemas, Keyword, $"is {now} instead of {was} now when it is left out", was, now);
        }
    }
}
