using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks added properties of requests.</summary>
internal sealed class RequestPropertyCheck : ISchemaCheck
{
    private static readonly Rule NewRequired = new(
        "new-required-request-property",
        Severity.Breaking,
        RuleGroup.RequestProperties,
        "A required property is added: the service refuses requests without it, and a deployed client cannot set it."
    );
    private static readonly Rule NewRequiredWithDefault = new(
        "new-required-request-property-with-default",
        Severity.Warning,
        RuleGroup.RequestProperties,
        "A required property with a default value is added. Set it, because the " + "service may refuse requests without it."
    );
    private static readonly Rule NewOptional = new(
        "new-optional-request-property",
        Severity.Info,
        RuleGroup.RequestProperties,
        "An optional property is added: the request class gets one more property.",
        VersionStep.Minor
    );

    public IEnumerable<Rule> Rules => [NewRequired, NewRequiredWithDefault, NewOptional];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Position.Within() != SchemaPosition.RequestProperty)
        {
            return;
        }

        foreach (var name in PropertyPair.Added(schemas))
        {
            var property = schemas.New.Properties[name];
            var type = property.Describe();
            if (!schemas.New.Required.Contains(name) || property.ReadOnly)
            {
                findings.AddProperty(NewOptional, schemas, name, property.ReadOnly ? "is new and read-only" : "can now be set", null, type);
            }
            else if (property.Has("default"))
            {
                findings.AddProperty(
                    NewRequiredWithDefault,
                    schemas,
                    name,
                    $"is new and required; its default is {JsonValueText.Of(property.Keyword("default"))}",
                    null,
                    type
                );
            }
            else
            {
                findings.AddProperty(NewRequired, schemas, name, "has to be set now: the service refuses requests without it", null, type);
            }
        }
    }
}
