using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Whether null is allowed.</summary>
internal sealed class NullabilityCheck : ISchemaCheck
{
    private static readonly SchemaRules Became = new(
        "became-nullable",
        [.. Places.Everywhere.Where(place => place != Place.ResponseBody)],
        Severity.Info,
        Severity.Breaking,
        "Null is allowed for {0} now; where it is read, the C# type becomes nullable and a deployed client may receive a "
            + "null that it does not expect.",
        VersionStep.Minor,
        Breaks.Both
    );
    private static readonly SchemaRules BecameInResponseBody = new(
        "became-nullable",
        [Place.ResponseBody],
        Severity.Breaking,
        Severity.Breaking,
        "Null is allowed for {0} now: the C# type stays, and a deployed client may receive a null that it does not expect."
    );
    private static readonly SchemaRules BecameNot = new(
        "became-not-nullable",
        [.. Places.Everywhere.Where(place => place != Place.ResponseProperty)],
        Severity.Breaking,
        Severity.Info,
        "Null is no longer allowed for {0}: the service refuses it; the C# type stays, because the service checks the "
            + "content of a request.",
        "Null is no longer allowed for {0}: callers need not change anything."
    );
    private static readonly SchemaRules BecameNotInResponseProperty = new(
        "became-not-nullable",
        [Place.ResponseProperty],
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
                schemas.Place == Place.ResponseProperty ? BecameNotInResponseProperty : BecameNot,
                schemas,
                schemas.Place.Direction() == Direction.Request
                    ? "must not be null any more: the service refuses it"
                    : "is never null any more",
                "nullable",
                "not nullable"
            );
        }
        else
        {
            findings.AddWhole(
                schemas.Place == Place.ResponseBody ? BecameInResponseBody : Became,
                schemas,
                schemas.Place.Direction() == Direction.Request ? "may be set to null now" : "may be null now: check it before it is used",
                "not nullable",
                "nullable"
            );
        }
    }
}
