using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Properties that an answer gained or lost.</summary>
internal sealed class ResponsePropertyCheck : ISchemaCheck
{
    private static readonly Rule RequiredRemoved = new(
        "response-required-property-removed",
        Severity.Breaking,
        Direction.Response,
        "The property is gone from the answer's class: code that reads it no longer compiles, and a deployed client finds "
            + "nothing where there was always a value.",
        Breaks.Both
    );
    private static readonly Rule OptionalRemoved = new(
        "response-optional-property-removed",
        Severity.Breaking,
        Direction.Response,
        "The property is gone from the answer's class: code that reads it no longer compiles, and a deployed client finds it always empty.",
        Breaks.Both
    );
    private static readonly Rule RequiredAdded = new(
        "response-required-property-added",
        Severity.Info,
        Direction.Response,
        "The answer's class gets one more property, which is always there; a deployed client passes it over.",
        VersionStep.Minor
    );
    private static readonly Rule OptionalAdded = new(
        "response-optional-property-added",
        Severity.Info,
        Direction.Response,
        "The answer's class gets one more property, which may be missing; a deployed client passes it over.",
        VersionStep.Minor
    );
    private static readonly Rule RequiredWriteOnlyRemoved = WriteOnlyGone("response-required-write-only-property-removed");
    private static readonly Rule OptionalWriteOnlyRemoved = WriteOnlyGone("response-optional-write-only-property-removed");
    private static readonly Rule RequiredWriteOnlyAdded = WriteOnlyNew("response-required-write-only-property-added");
    private static readonly Rule OptionalWriteOnlyAdded = WriteOnlyNew("response-optional-write-only-property-added");

    public IEnumerable<Rule> Rules =>
        [
            RequiredRemoved,
            OptionalRemoved,
            RequiredAdded,
            OptionalAdded,
            RequiredWriteOnlyRemoved,
            OptionalWriteOnlyRemoved,
            RequiredWriteOnlyAdded,
            OptionalWriteOnlyAdded,
        ];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Place.Within() != Place.ResponseProperty)
        {
            return;
        }

        foreach (var name in PropertyPair.Removed(schemas))
        {
            var (property, required) = (schemas.Old.Properties[name], schemas.Old.Required.Contains(name));
            if (property.WriteOnly)
            {
                findings.AddProperty(
                    required ? RequiredWriteOnlyRemoved : OptionalWriteOnlyRemoved,
                    schemas,
                    name,
                    "is gone, so code that names it does not compile after regeneration; answers never held it",
                    property.Describe()
                );
            }
            else
            {
                findings.AddProperty(
                    required ? RequiredRemoved : OptionalRemoved,
                    schemas,
                    name,
                    "is gone: code that reads it does not compile after regeneration, and a deployed client finds it empty",
                    property.Describe()
                );
            }
        }

        foreach (var name in PropertyPair.Added(schemas))
        {
            var (property, required) = (schemas.New.Properties[name], schemas.New.Required.Contains(name));
            if (property.WriteOnly)
            {
                findings.AddProperty(
                    required ? RequiredWriteOnlyAdded : OptionalWriteOnlyAdded,
                    schemas,
                    name,
                    "is new; answers never hold it",
                    null,
                    property.Describe()
                );
            }
            else
            {
                findings.AddProperty(
                    required ? RequiredAdded : OptionalAdded,
                    schemas,
                    name,
                    required ? "can be read now" : "can be read now, where the answer holds it",
                    null,
                    property.Describe()
                );
            }
        }
    }

    // The generator does not know writeOnly: the class of the response has the property.
    private static Rule WriteOnlyGone(string id) =>
        new(
            id,
            Severity.Breaking,
            Direction.Response,
            "A property that answers never hold is gone: it goes from the answer's class, so code that names it no longer "
                + "compiles. What it means for requests is a finding of its own.",
            Breaks.CSharp
        );

    private static Rule WriteOnlyNew(string id) =>
        new(
            id,
            Severity.Info,
            Direction.Response,
            "A property that answers never hold is new: the answer's class gets it, too. What it means for requests is a "
                + "finding of its own.",
            VersionStep.Minor
        );
}
