using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff.Checks;

/// <summary>Checks several types for one value: a list of types, or a union of plain types.</summary>
internal sealed class ListOfTypesCheck : ISchemaCheck
{
    private static readonly SchemaRules Widened = new(
        "list-of-types-widened",
        SchemaPositions.Everywhere,
        Severity.Breaking,
        Severity.Breaking,
        "More types of values are allowed for {0}: a deployed client may receive values that it cannot read. A C# type that "
            + "changes with it has its own rule."
    );
    private static readonly SchemaRules Narrowed = new(
        "list-of-types-narrowed",
        SchemaPositions.Everywhere,
        Severity.Breaking,
        Severity.Breaking,
        "Fewer types of values are allowed for {0}: values that were accepted are refused. A C# type that changes with it has its "
            + "own rule."
    );

    public IEnumerable<Rule> Rules => [.. Widened.All, .. Narrowed.All];

    public void Check(SchemaPair schemas, DiffFindings findings)
    {
        if (
            TypeList.Of(schemas.Old) is not { Count: > 0 } before
            || TypeList.Of(schemas.New) is not { Count: > 0 } after
            || !before.Intersect(after).Any()
        )
        {
            return;
        }

        var (was, now) = (string.Join(", ", before), string.Join(", ", after));
        if (after.Except(before).Any())
        {
            findings.AddWhole(
                Widened,
                schemas,
                $"may now be {string.Join(" or ", after)}, not only {string.Join(" or ", before)}",
                was,
                now
            );
        }

        if (before.Except(after).Any())
        {
            findings.AddWhole(
                Narrowed,
                schemas,
                $"has to be {string.Join(" or ", after)} now, no longer {string.Join(" or ", before.Except(after))}",
                was,
                now
            );
        }
    }
}
