using ClickFunnels.Contracts;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks added and removed properties of responses.</summary>
internal sealed class ResponsePropertyCheck : ISchemaCheck
{
    private static readonly Rule RequiredRemoved = new(
        "response-required-property-removed",
        Severity.Breaking,
        RuleGroup.ResponseProperties,
        "The property is removed from the response class: code that reads it no longer compiles, and a deployed client finds "
            + "nothing where there was always a value.",
        Breaks.Both
    );
    private static readonly Rule OptionalRemoved = new(
        "response-optional-property-removed",
        Severity.Breaking,
        RuleGroup.ResponseProperties,
        "The property is removed from the response class: code that reads it no longer compiles, and in a deployed client it "
            + "is always empty.",
        Breaks.Both
    );
    private static readonly Rule RequiredAdded = new(
        "response-required-property-added",
        Severity.Info,
        RuleGroup.ResponseProperties,
        "A required property is added: the response class gets one more property; a deployed client ignores it.",
        VersionStep.Minor
    );
    private static readonly Rule OptionalAdded = new(
        "response-optional-property-added",
        Severity.Info,
        RuleGroup.ResponseProperties,
        "An optional property is added: the response class gets one more property; a deployed client ignores it.",
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
        if (schemas.Position.Within() != SchemaPosition.ResponseProperty)
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
                    "was removed: code that uses it does not compile after regeneration; it was write-only",
                    property.Describe()
                );
            }
            else
            {
                findings.AddProperty(
                    required ? RequiredRemoved : OptionalRemoved,
                    schemas,
                    name,
                    "was removed: code that reads it does not compile after regeneration, and a deployed client finds it empty",
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
                    "is new and write-only",
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
                    required ? "can now be read" : "can now be read if the response contains it",
                    null,
                    property.Describe()
                );
            }
        }
    }

    // The generator ignores writeOnly: the response class has the property.
    private static Rule WriteOnlyGone(string id) =>
        new(
            id,
            Severity.Breaking,
            RuleGroup.ResponseProperties,
            "A write-only property is removed: the response class loses it, so code that uses it no longer "
                + "compiles. The effect on requests has its own rule.",
            Breaks.CSharp
        );

    private static Rule WriteOnlyNew(string id) =>
        new(
            id,
            Severity.Info,
            RuleGroup.ResponseProperties,
            "A write-only property is added: the response class gets it, too. The effect on requests has its " + "own rule.",
            VersionStep.Minor
        );
}
