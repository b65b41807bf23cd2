using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>A single allowed value.</summary>
internal sealed class ConstCheck : ISchemaCheck
{
    private const string Keyword = "const";
    private static readonly SchemaRules Added = new(
        "const-added",
        Places.Everywhere,
        Severity.Breaking,
        Severity.Info,
        "Only one value is allowed for {0} now."
    );
    private static readonly SchemaRules Removed = new(
        "const-removed",
        Places.Everywhere,
        Severity.Info,
        Severity.Warning,
        "More than the one value is allowed for {0} now."
    );
    private static readonly SchemaRules Changed = new(
        "const-changed",
        Places.Everywhere,
        Severity.Breaking,
        Severity.Breaking,
        "The one value that is allowed for {0} is another."
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
            findings.Add(Removed, schemas, Keyword, $"may be something else than {JsonValueText.Of(before)} now", JsonValueText.Of(before));
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
