using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks for a schema that became one of several alternatives, the old schema among them.</summary>
internal sealed class WrappedInOneOfCheck : ISchemaCheck
{
    private static readonly SchemaRules Wrapped = new(
        "wrapped-in-one-of",
        [SchemaPosition.RequestBody, SchemaPosition.ResponseBody],
        Severity.Breaking,
        Severity.Breaking,
        "{0} became one of several alternatives: its C# type changes, and a deployed client may receive an alternative that it "
            + "does not know.",
        breaks: Breaks.Both
    );

    public IEnumerable<Rule> Rules => Wrapped.All;

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (PropertyPair.IsWrapped(schemas))
        {
            findings.Add(
                Wrapped,
                schemas,
                "oneOf",
                "is now one of several alternatives, so its C# type changes",
                schemas.Old.Describe(),
                schemas.New.Describe()
            );
        }
    }
}
