using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks the only allowed value.</summary>
internal sealed class ConstCheck : ISchemaCheck
{
    private const string Keyword = "const";
    private static readonly SchemaRules Added = new(
        "const-added",
        SchemaPositions.Everywhere,
        Severity.Breaking,
        Severity.Info,
        "Only one value is allowed for {0}."
    );
    private static readonly SchemaRules Removed = new(
        "const-removed",
        SchemaPositions.Everywhere,
        Severity.Info,
        Severity.Warning,
        "More than one value is allowed for {0}."
    );
    private static readonly SchemaRules Changed = new(
        "const-changed",
        SchemaPositions.Everywhere,
        Severity.Breaking,
        Severity.Breaking,
        "The only value that is allowed for {0} changed."
    );

    public IEnumerable<Rule> Rules => [.. Added.All, .. Removed.All, .. Changed.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        var (before, after) = (schemas.Old.Keyword(Keyword), schemas.New.Keyword(Keyword));
        var (had, has) = (schemas.Old.Has(Keyword), schemas.New.Has(Keyword));
        if (!had && has)
        {
            findings.Add(Added, schemas, Keyword, $"has to be {JsonValueText.Of(after)} now", null, JsonValueText.Of(after));
        }
        else if (had && !has)
        {
            findings.Add(Removed, schemas, Keyword, $"may now have other values than {JsonValueText.Of(before)}", JsonValueText.Of(before));
        }
        else if (!JsonNode.DeepEquals(before, after))
        {
            findings.Add(
                Changed,
                schemas,
                Keyword,
                $"has to be {JsonValueText.Of(after)} instead of {JsonValueText.Of(before)} now",
                JsonValueText.Of(before),
                JsonValueText.Of(after)
            );
        }
    }
}
