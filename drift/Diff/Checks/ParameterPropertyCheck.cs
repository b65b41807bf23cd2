using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Attributes that a parameter gained or lost, such as those of a filter, and those that it has to have.</summary>
internal sealed class ParameterPropertyCheck : ISchemaCheck
{
    private static readonly Rule NewRequired = new(
        "new-required-request-parameter-property",
        Severity.Breaking,
        Direction.Request,
        "The service refuses calls whose parameter lacks the new attribute: every call has to set it, and a deployed client cannot."
    );
    private static readonly Rule NewRequiredInHeader = new(
        "new-required-request-header-property",
        Severity.Breaking,
        Direction.Request,
        "The service refuses calls whose header lacks the new property: every call has to set it, and a deployed client cannot."
    );
    private static readonly Rule NewOptional = new(
        "new-optional-request-parameter-property",
        Severity.Info,
        Direction.Request,
        "The parameter's class gets one more attribute; nothing has to set it.",
        VersionStep.Minor
    );
    private static readonly Rule Removed = new(
        "request-parameter-property-removed",
        Severity.Breaking,
        Direction.Request,
        "The attribute is gone from the parameter's class: code that sets it no longer compiles, and the service ignores or refuses it.",
        Breaks.Both
    );
    private static readonly Rule BecameRequired = new(
        "request-parameter-property-became-required",
        Severity.Breaking,
        Direction.Request,
        "The service refuses calls whose parameter lacks the attribute, which could be left out before."
    );
    private static readonly Rule BecameRequiredInHeader = new(
        "request-header-property-became-required",
        Severity.Breaking,
        Direction.Request,
        "The service refuses calls whose header lacks the property, which could be left out before."
    );
    private static readonly Rule BecameOptional = new(
        "request-parameter-property-became-optional",
        Severity.Info,
        Direction.Request,
        "The attribute of the parameter may be left out now."
    );

    public IEnumerable<Rule> Rules =>
        [NewRequired, NewRequiredInHeader, NewOptional, Removed, BecameRequired, BecameRequiredInHeader, BecameOptional];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Place.Within() != Place.RequestParameterProperty)
        {
            return;
        }

        foreach (var name in PropertyPair.Removed(schemas))
        {
            findings.AddProperty(
                Removed,
                schemas,
                name,
                "can no longer be set: the service does not know it any more, and code that sets it does not compile after regeneration",
                schemas.Old.Properties[name].Describe()
            );
        }

        foreach (var name in PropertyPair.Added(schemas))
        {
            if (schemas.New.Required.Contains(name))
            {
                findings.AddProperty(
                    schemas.InHeader ? NewRequiredInHeader : NewRequired,
                    schemas,
                    name,
                    "has to be set now: the service refuses calls without it",
                    null,
                    schemas.New.Properties[name].Describe()
                );
            }
            else
            {
                findings.AddProperty(NewOptional, schemas, name, "can be set now", null, schemas.New.Properties[name].Describe());
            }
        }

        foreach (var property in PropertyPair.Of(schemas))
        {
            if (!property.WasRequired && property.IsRequired)
            {
                findings.AddProperty(
                    schemas.InHeader ? BecameRequiredInHeader : BecameRequired,
                    schemas,
                    property.Name,
                    "has to be set now: the service refuses calls without it",
                    "optional",
                    "required"
                );
            }
            else if (property.WasRequired && !property.IsRequired)
            {
                findings.AddProperty(BecameOptional, schemas, property.Name, "may be left out now", "required", "optional");
            }
        }
    }
}
