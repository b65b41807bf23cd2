using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>A body that is one of several shapes now, the old one among them.</summary>
internal sealed class WrappedInOneOfCheck : ISchemaCheck
{
    private static readonly SchemaRules Wrapped = new(
        "wrapped-in-one-of",
        [Place.RequestBody, Place.ResponseBody],
        Severity.Breaking,
        Severity.Breaking,
        "{0} may have several shapes now: its C# type is another, and a deployed client may meet a shape that it does not know.",
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
                "is one of several shapes now, so its C# type is another",
                schemas.Old.Describe(),
                schemas.New.Describe()
            );
        }
    }
}
