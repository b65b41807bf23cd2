using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks whether null is allowed.</summary>
internal sealed class NullabilityCheck : ISchemaCheck
{
    private static readonly SchemaRules Became = new(
        "became-nullable",
        [.. SchemaPositions.Everywhere.Where(position => position != SchemaPosition.ResponseBody)],
        Severity.Info,
        Severity.Breaking,
        "Null is allowed for {0}; in responses the C# type becomes nullable, and a deployed client may receive a "
            + "null that it does not expect.",
        VersionStep.Minor,
        Breaks.Both
    );
    private static readonly SchemaRules BecameInResponseBody = new(
        "became-nullable",
        [SchemaPosition.ResponseBody],
        Severity.Breaking,
        Severity.Breaking,
        "Null is allowed for {0}: the C# type stays the same, and a deployed client may receive a null that it does not expect."
    );
    private static readonly SchemaRules BecameNot = new(
        "became-not-nullable",
        [.. SchemaPositions.Everywhere.Where(position => position != SchemaPosition.ResponseProperty)],
        Severity.Breaking,
        Severity.Info,
        "Null is no longer allowed for {0}: the service refuses it. The C# type stays the same, because the service checks the "
            + "content of a request.",
        "Null is no longer allowed for {0}: callers do not have to change anything."
    );
    private static readonly SchemaRules BecameNotInResponseProperty = new(
        "became-not-nullable",
        [SchemaPosition.ResponseProperty],
        Severity.Breaking,
        Severity.Breaking,
        "Null is no longer allowed for {0}: its C# type is no longer nullable, so code that assigns null or reads the "
            + "Value of a number no longer compiles.",
        breaks: Breaks.CSharp
    );

    public IEnumerable<Rule> Rules => [.. Became.All, .. BecameInResponseBody.All, .. BecameNot.All, .. BecameNotInResponseProperty.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Old.Nullable == schemas.New.Nullable || schemas.Old.AllowsEverything || schemas.New.AllowsEverything)
        {
            return;
        }

        if (schemas.Old.Nullable)
        {
            findings.AddWhole(
                schemas.Position == SchemaPosition.ResponseProperty ? BecameNotInResponseProperty : BecameNot,
                schemas,
                schemas.Position.Direction() == Direction.Request ? "must no longer be null: the service refuses it" : "is no longer null",
                "nullable",
                "not nullable"
            );
        }
        else
        {
            findings.AddWhole(
                schemas.Position == SchemaPosition.ResponseBody ? BecameInResponseBody : Became,
                schemas,
                schemas.Position.Direction() == Direction.Request ? "may now be set to null" : "may now be null: check it before use",
                "not nullable",
                "nullable"
            );
        }
    }
}
