using ClickFunnels.Drift.Contract;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Whether null is allowed.</summary>
internal sealed class NullabilityCheck : ISchemaCheck
{
    private static readonly Place[] Answers = [Place.ResponseBody, Place.ResponseProperty];
    private static readonly SchemaRules Became = new(
        "became-nullable",
        Places.Everywhere,
        Severity.Info,
        Severity.Breaking,
        "Null is allowed for {0} now; where it is read, the C# type gets its question mark and a deployed client may meet a "
            + "null that it does not expect.",
        VersionStep.Minor,
        Breaks.Both
    );
    private static readonly SchemaRules BecameNot = new(
        "became-not-nullable",
        [.. Places.Everywhere.Except(Answers)],
        Severity.Breaking,
        Severity.Info,
        "Null is no longer allowed for {0}: the service refuses it; the C# type stays, because what a request holds is "
            + "checked by the service.",
        "Null is no longer allowed for {0}: callers need not change anything."
    );
    private static readonly SchemaRules BecameNotInAnswer = new(
        "became-not-nullable",
        Answers,
        Severity.Breaking,
        Severity.Breaking,
        "Null is no longer allowed for {0}: its C# type loses its question mark, so code that assigns null or asks a number "
            + "for its value no longer compiles.",
        breaks: Breaks.CSharp
    );

    public IEnumerable<Rule> Rules => [.. Became.All, .. BecameNot.All, .. BecameNotInAnswer.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Old.Nullable == schemas.New.Nullable || AllowsAll(schemas.Old) || AllowsAll(schemas.New))
        {
            return;
        }

        if (schemas.Old.Nullable)
        {
            findings.AddWhole(
                Answers.Contains(schemas.Place) ? BecameNotInAnswer : BecameNot,
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
                Became,
                schemas,
                schemas.Place.Direction() == Direction.Request ? "may be set to null now" : "may be null now: check it before it is used",
                "not nullable",
                "nullable"
            );
        }
    }

    // Where the document says nothing, null was always allowed.
    private static bool AllowsAll(Schema schema) =>
        schema.Types.Count == 0 && schema.OneOf.Count == 0 && schema.AnyOf.Count == 0 && schema.Enum is null && !schema.Has("const");
}
