using ClickFunnels.Contracts;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks added and required attributes of a parameter, such as those of a filter.</summary>
internal sealed class ParameterPropertyCheck : ISchemaCheck
{
    private static readonly Rule NewRequired = new(
        "new-required-request-parameter-property",
        Severity.Breaking,
        RuleGroup.ParameterAttributes,
        "A required attribute is added to a parameter: the service refuses calls without it, and a deployed client cannot set it."
    );
    private static readonly Rule NewRequiredInHeader = new(
        "new-required-request-header-property",
        Severity.Breaking,
        RuleGroup.ParameterAttributes,
        "A required property is added to a request header: the service refuses calls without it, and a deployed client cannot set it."
    );
    private static readonly Rule NewOptional = new(
        "new-optional-request-parameter-property",
        Severity.Info,
        RuleGroup.ParameterAttributes,
        "An optional attribute is added to a parameter: its class gets one more property.",
        VersionStep.Minor
    );
    private static readonly Rule BecameRequired = new(
        "request-parameter-property-became-required",
        Severity.Breaking,
        RuleGroup.ParameterAttributes,
        "An optional attribute of a parameter became required: the service refuses calls without it."
    );
    private static readonly Rule BecameRequiredInHeader = new(
        "request-header-property-became-required",
        Severity.Breaking,
        RuleGroup.ParameterAttributes,
        "An optional property of a request header became required: the service refuses calls without it."
    );
    private static readonly Rule BecameOptional = new(
        "request-parameter-property-became-optional",
        Severity.Info,
        RuleGroup.ParameterAttributes,
        "A required attribute of a parameter became optional."
    );

    public IEnumerable<Rule> Rules =>
        [NewRequired, NewRequiredInHeader, NewOptional, BecameRequired, BecameRequiredInHeader, BecameOptional];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Position.Within() != SchemaPosition.RequestParameterProperty)
        {
            return;
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
                findings.AddProperty(NewOptional, schemas, name, "can now be set", null, schemas.New.Properties[name].Describe());
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
                findings.AddProperty(BecameOptional, schemas, property.Name, "may now be omitted", "required", "optional");
            }
        }
    }
}
