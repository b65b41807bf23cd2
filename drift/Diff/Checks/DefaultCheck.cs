using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks default values.</summary>
internal sealed class DefaultCheck : ISchemaCheck
{
    private const string Keyword = "default";
    private static readonly IReadOnlyList<SchemaPosition> At = [.. SchemaPositions.Everywhere.Except([SchemaPosition.ResponseHeader])];
    private static readonly SchemaRules Added = new(
        "default-value-added",
        At,
        Severity.Warning,
        Severity.Info,
        "A default value is added to {0}: calls that omit it may behave differently than before."
    );
    private static readonly SchemaRules Removed = new(
        "default-value-removed",
        At,
        Severity.Warning,
        Severity.Info,
        "The default value of {0} is removed: calls that rely on it may behave differently than before."
    );
    private static readonly SchemaRules Changed = new(
        "default-value-changed",
        At,
        Severity.Warning,
        Severity.Info,
        "The default value of {0} changes."
    );

    public IEnumerable<Rule> Rules => [.. Added.All, .. Removed.All, .. Changed.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        var (had, has) = (schemas.Old.Has(Keyword), schemas.New.Has(Keyword));
        var (was, now) = (JsonValueText.Of(schemas.Old.Keyword(Keyword)), JsonValueText.Of(schemas.New.Keyword(Keyword)));
        if (!had && has)
        {
            findings.Add(Added, schemas, Keyword, $"now defaults to {now}", null, now);
        }
        else if (had && !has)
        {
            findings.Add(Removed, schemas, Keyword, $"no longer has a default; it was {was}", was);
        }
        else if (!JsonNode.DeepEquals(schemas.Old.Keyword(Keyword), schemas.New.Keyword(Keyword)))
        {
            findings.Add(Changed, schemas, Keyword, $"now defaults to {now} instead of {was}", was, now);
        }
    }
}
