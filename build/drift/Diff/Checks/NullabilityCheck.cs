using ClickFunnels.Drift.Contract;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Whether null is allowed.</summary>
internal sealed class NullabilityCheck : ISchemaCheck
{
    private static readonly SchemaRules Became = new("became-nullable", Places.Everywhere, Severity.Info, Severity.Breaking,
        "Null is allowed for {0} now; where it is read, the C# type gets its question mark and a deployed client may meet a null that it does not expect.", VersionStep.Minor);
    private static readonly SchemaRules BecameNot = new("became-not-nullable", Places.Everywhere, Severity.Breaking, Severity.Warning,
        "Null is no longer allowed for {0}: the service refuses it in requests, and what is read loses its question mark in C#.");

    public IEnumerable<Rule> Rules => [.. Became.All, .. BecameNot.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (schemas.Old.Nullable == schemas.New.Nullable || AllowsAll(schemas.Old) || AllowsAll(schemas.New))
            return;
        if (schemas.Old.Nullable)
            findings.AddWhole(BecameNot, schemas, schemas.Place.Direction() == Direction.Request ? "must not be null any more: the service refuses it" : "is never null any more", "nullable", "not nullable");
        else
            findings.AddWhole(Became, schemas, schemas.Place.Direction() == Direction.Request ? "may be set to null now" : "may be null now: check it before it is used", "not nullable", "nullable");
    }

    // Where the document says nothing, null was always allowed.
    private static bool AllowsAll(Schema schema) =>
        schema.Types.Count == 0 && schema.OneOf.Count == 0 && schema.AnyOf.Count == 0 && schema.Enum is null && !schema.Has("const");
}
