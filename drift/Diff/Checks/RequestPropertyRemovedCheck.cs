using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks removed properties of requests, and removed attributes of parameters.</summary>
internal sealed class RequestPropertyRemovedCheck : ISchemaCheck
{
    private static readonly SchemaRules Removed = new(
        "removed",
        [SchemaPosition.RequestProperty, SchemaPosition.RequestParameterProperty],
        Severity.Breaking,
        Severity.Breaking,
        "{0} is removed: code that sets it no longer compiles, and the service ignores or refuses the value that a deployed client "
            + "sends.",
        breaks: Breaks.Both
    );

    public IEnumerable<Rule> Rules => Removed.All;

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        foreach (var name in PropertyPair.Removed(schemas))
        {
            findings.AddProperty(
                Removed.At(schemas.Position.Within()),
                schemas,
                name,
                "can no longer be set: the service does not know it, and code that sets it does not compile after regeneration",
                schemas.Old.Properties[name].Describe()
            );
        }
    }
}
