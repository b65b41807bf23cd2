using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Whether requests have to set a property.</summary>
internal sealed class RequestRequirednessCheck : ISchemaCheck
{
    private static readonly Rule BecameRequired = new(
        "request-property-became-required",
        Severity.Breaking,
        Direction.Request,
        "The service refuses requests without the property, which could be left out before; it still compiles, because what "
            + "a request holds is checked by the service."
    );
    private static readonly Rule BecameRequiredWithDefault = new(
        "request-property-became-required-with-default",
        Severity.Warning,
        Direction.Request,
        "The property has to be there, though the service names a value that it takes without it: set it, for the service "
            + "may refuse requests without it."
    );
    private static readonly Rule BecameOptional = new(
        "request-property-became-optional",
        Severity.Info,
        Direction.Request,
        "The property may be left out now."
    );

    public IEnumerable<Rule> Rules => [BecameRequired, BecameRequiredWithDefault, BecameOptional];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Place.Within() != Place.RequestProperty)
        {
            return;
        }

        foreach (
            var property in PropertyPair
                .Of(schemas)
                .Where(property => property.WasRequired != property.IsRequired && !property.New.ReadOnly)
        )
        {
            if (property.WasRequired)
            {
                findings.AddProperty(BecameOptional, schemas, property.Name, "may be left out now", "required", "optional");
            }
            else if (property.New.Has("default"))
            {
                findings.AddProperty(
                    BecameRequiredWithDefault,
                    schemas,
                    property.Name,
                    $"has to be set now; the service names {JsonValueText.Of(property.New.Keyword("default"))} as its default",
                    "optional",
                    "required"
                );
            }
            else
            {
                findings.AddProperty(
                    BecameRequired,
                    schemas,
                    property.Name,
                    "has to be set now: the service refuses requests without it",
                    "optional",
                    "required"
                );
            }
        }
    }
}
