using ClickFunnels.Contracts;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks whether a schema allows no value at all, as <c>false</c> and <c>not: {}</c> do.</summary>
internal sealed class ForbiddenValueCheck : ISchemaCheck
{
    private static readonly SchemaRules Forbidden = new(
        "value-forbidden",
        SchemaPositions.Everywhere,
        Severity.Breaking,
        Severity.Breaking,
        "No value is allowed for {0} any more: the service refuses requests that set it.",
        "No value is allowed for {0} any more: a deployed client finds nothing there."
    );
    private static readonly SchemaRules Allowed = new(
        "value-allowed",
        SchemaPositions.Everywhere,
        Severity.Info,
        Severity.Info,
        "Values are allowed for {0}, which allowed none before.",
        VersionStep.Minor
    );

    public IEnumerable<Rule> Rules => [.. Forbidden.All, .. Allowed.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.New.AllowsNothing == schemas.Old.AllowsNothing)
        {
            return;
        }

        if (schemas.New.AllowsNothing)
        {
            findings.AddWhole(Forbidden, schemas, "allows no value any more", schemas.Old.Describe(), "nothing");
        }
        else
        {
            findings.AddWhole(Allowed, schemas, "allows values now", "nothing", schemas.New.Describe());
        }
    }
}
