using ClickFunnels.Contracts;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks required properties that the schema does not list: the client has no C# property for them.</summary>
internal sealed class UnlistedPropertyCheck : ISchemaCheck
{
    private const string Keyword = "required";
    private static readonly Rule RequestRequired = new(
        "request-unlisted-property-became-required",
        Severity.Breaking,
        RuleGroup.RequestProperties,
        "A property that the schema does not list became required: the service refuses requests without it, and a deployed client does "
            + "not set it."
    );
    private static readonly Rule RequestOptional = new(
        "request-unlisted-property-became-optional",
        Severity.Info,
        RuleGroup.RequestProperties,
        "A property that the schema does not list is no longer required."
    );
    private static readonly Rule ResponseRequired = new(
        "response-unlisted-property-became-required",
        Severity.Info,
        RuleGroup.ResponseProperties,
        "A property that the schema does not list is now always in the response: the client keeps it.",
        VersionStep.Minor
    );
    private static readonly Rule ResponseOptional = new(
        "response-unlisted-property-became-optional",
        Severity.Warning,
        RuleGroup.ResponseProperties,
        "A property that the schema does not list may be missing from the response: code that reads it from the additional properties "
            + "may fail."
    );

    public IEnumerable<Rule> Rules => [RequestRequired, RequestOptional, ResponseRequired, ResponseOptional];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        var within = schemas.Position.Within();
        if (within is not (SchemaPosition.RequestProperty or SchemaPosition.ResponseProperty))
        {
            return;
        }

        var request = within == SchemaPosition.RequestProperty;
        foreach (var name in schemas.New.Required.Except(schemas.Old.Required))
        {
            if (!schemas.New.Properties.ContainsKey(name))
            {
                findings.Add(
                    request ? RequestRequired : ResponseRequired,
                    schemas,
                    Keyword,
                    request
                        ? $"has to have the property {name} now, which the schema does not list: requests without it are refused"
                        : $"now always has the property {name}, which the schema does not list",
                    null,
                    name
                );
            }
        }

        foreach (var name in schemas.Old.Required.Except(schemas.New.Required))
        {
            if (!schemas.Old.Properties.ContainsKey(name) && !schemas.New.Properties.ContainsKey(name))
            {
                findings.Add(
                    request ? RequestOptional : ResponseOptional,
                    schemas,
                    Keyword,
                    $"no longer has to have the property {name}, which the schema does not list",
                    name
                );
            }
        }
    }
}
