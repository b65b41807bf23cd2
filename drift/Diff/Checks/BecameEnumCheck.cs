using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks for values that became an enumeration.</summary>
internal sealed class BecameEnumCheck : ISchemaCheck
{
    private const string Keyword = "enum";
    private static readonly SchemaRules Became = new(
        "became-enum",
        SchemaPositions.Everywhere,
        Severity.Breaking,
        Severity.Breaking,
        "Only listed values are allowed for {0}: its C# type becomes an enumeration, and the service refuses other values.",
        breaks: Breaks.Both
    );
    private static readonly Rule InHeader = new(
        "request-header-property-became-enum",
        Severity.Breaking,
        RuleGroup.ParameterAttributes,
        "Only listed values are allowed for a property of a request header: its C# type becomes an enumeration, and "
            + "the service refuses other values."
    );

    public IEnumerable<Rule> Rules => [.. Became.All, InHeader];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Old.Enum is not null || schemas.New.Enum is null)
        {
            return;
        }

        var values = string.Join(", ", schemas.New.Enum.Select(JsonValueText.Of));
        var says = schemas.New.Types is ["boolean"] ? $"has to be one of {values} now" : $"is now an enumeration with the values {values}";
        if (schemas is { InHeader: true, Position: SchemaPosition.RequestParameterProperty })
        {
            findings.Add(
                InHeader,
                schemas.New.PointerTo(Keyword),
                $"{findings.Subject(schemas, DiffFindings.PointerOf(schemas))} {says}.",
                null,
                values
            );
        }
        else
        {
            findings.Add(Became, schemas, Keyword, says, null, values);
        }
    }
}
