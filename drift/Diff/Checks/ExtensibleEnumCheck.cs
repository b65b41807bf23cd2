using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks for removed values of <c>x-extensible-enum</c>, which the generated code reads as plain text.</summary>
internal sealed class ExtensibleEnumCheck : ISchemaCheck
{
    private const string Keyword = "x-extensible-enum";
    private static readonly SchemaRules Removed = new(
        "x-extensible-enum-value-removed",
        SchemaPositions.Everywhere.Where(position => position.Direction() == Direction.Request),
        Severity.Breaking,
        Severity.Breaking,
        "A known value is removed from {0}: the service refuses requests that send it."
    );

    public IEnumerable<Rule> Rules => Removed.All;

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Old.Keyword(Keyword) is not JsonArray before || schemas.New.Keyword(Keyword) is not JsonArray after)
        {
            return;
        }

        foreach (var value in before.Where(value => !after.Any(known => JsonNode.DeepEquals(known, value))))
        {
            findings.Add(Removed, schemas, Keyword, $"no longer lists the value {JsonValueText.Of(value)}", JsonValueText.Of(value));
        }
    }
}
