using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks whether a property of a request is required.</summary>
internal sealed class RequestRequirednessCheck : ISchemaCheck
{
    private static readonly Rule BecameRequired = new(
        "request-property-became-required",
        Severity.Breaking,
        RuleGroup.RequestProperties,
        "An optional property became required: the service refuses requests without it. Code still compiles, because the "
            + "service checks the content of a request."
    );
    private static readonly Rule BecameRequiredWithDefault = new(
        "request-property-became-required-with-default",
        Severity.Warning,
        RuleGroup.RequestProperties,
        "An optional property with a default value became required. Set it, because the service " + "may refuse requests without it."
    );
    private static readonly Rule BecameOptional = new(
        "request-property-became-optional",
        Severity.Info,
        RuleGroup.RequestProperties,
        "A required property became optional."
    );

    public IEnumerable<Rule> Rules => [BecameRequired, BecameRequiredWithDefault, BecameOptional];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Position.Within() != SchemaPosition.RequestProperty)
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
                findings.AddProperty(BecameOptional, schemas, property.Name, "may now be omitted", "required", "optional");
            }
            else if (property.New.Has("default"))
            {
                findings.AddProperty(
                    BecameRequiredWithDefault,
                    schemas,
                    property.Name,
                    $"is now required; its default is {JsonValueText.Of(property.New.Keyword("default"))}",
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
